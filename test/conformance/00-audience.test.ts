import { HOOKS } from '../../src/model/hook.js';
import { hookCall } from '../support/web-charts.js';
import { accessTo, startFhirServer } from '../support/web-fhir-server.js';
import { callService, startHaven } from '../support/web-server-under-test.js';

const haven = await startHaven();
const fhir = await startFhirServer();

afterAll(async () => {
  await haven.close();
  await fhir.close();
});

function contextOf(userId: unknown): object {
  return { context: { userId, patientId: 'p1', encounterId: 'e1' } };
}

const both = (users: readonly string[]): [string, (typeof HOOKS)[number]][] =>
  users.flatMap((user) => HOOKS.map((hook): [string, (typeof HOOKS)[number]] => [user, hook]));

describe('CDS Hooks 2.0.1, HTTP Request, context.userId: only clinicians see cards', () => {
  it.each(
    both([
      'Patient/p1',
      'Patient/another',
      'RelatedPerson/r1',
      'practitioner/example',
      'PRACTITIONER/example',
      'practitionerRole/example',
      'Practitioners/example',
      'XPractitioner/example',
      'PractitionerRoleX/example',
      'Practitione/example',
      'Patient/Practitioner/example',
      'RelatedPerson/PractitionerRole/1',
      'Person/example',
      'Device/example',
      'Organization/example',
      'Group/example',
      'Unknown/example',
    ]),
  )(
    'CDS Hooks 2.0.1, patient-view 1.0, userId: %s sees no card at %s though the chart has one [14]',
    async (userId, hook) => {
      const answer = await callService(haven, { ...hookCall({}, hook), ...contextOf(userId) });
      expect(answer.status).toBe(200);
      expect(answer.body).toStrictEqual({ cards: [] });
    },
  );

  it.each(both(['Practitioner/example', 'PractitionerRole/example', `Practitioner/${'e'.repeat(200)}`]))(
    'CDS Hooks 2.0.1, patient-view 1.0 and encounter-start 1.0, userId: %s sees a card at %s [14]',
    async (userId, hook) => {
      const answer = await callService(haven, { ...hookCall({}, hook), ...contextOf(userId) });
      expect(answer.status).toBe(200);
      expect(answer.body.cards).toHaveLength(1);
    },
  );

  it.each([
    ['no id', 'Practitioner'],
    ['an empty id', 'Practitioner/'],
    ['no type', '/example'],
    ['only an id', 'example '],
    ['a blank before the type', ' Practitioner/example'],
    ['an absolute URL', 'https://ehr.example/fhir/Practitioner/example'],
    ['a line break', 'Practitioner/a\nPatient/b'],
    ['a line break before the type', 'Patient/p1\nPractitioner/a'],
    ['a letter that only looks like one of the type', 'Pr\u0430ctitioner/example'],
    ['an empty text', ''],
    ['a number', 7],
    ['null', null],
    ['a list', ['Practitioner/example']],
    ['an object', { reference: 'Practitioner/example' }],
    ['nothing', undefined],
  ])('CDS Hooks 2.0.1, HTTP Request, context.userId: %s is a bad request [14]', async (_, userId) => {
    const answer = await callService(haven, { ...hookCall(), ...contextOf(userId) });
    expect(answer.status).toBe(400);
    expect(answer.body.resourceType).toBe('OperationOutcome');
  });

  it.each(['Patient/p1', 'RelatedPerson/r1', 'practitioner/example'])(
    'CDS Hooks 2.0.1, FHIR Resource Access: for %s nothing of the record is read, and nothing missing is complained of [14]',
    async (userId) => {
      const body = { ...hookCall({ prefetch: undefined, ...accessTo(fhir) }), ...contextOf(userId) };
      const answer = await callService(haven, body);
      expect(answer.status).toBe(200);
      expect(answer.body).toStrictEqual({ cards: [] });
      expect(fhir.requests).toHaveLength(0);
      expect(haven.lastLine()).toMatchObject({ status: 200, outcome: 'not-a-clinician', fetched: 0 });
    },
  );

  it('CDS Hooks 2.0.1, HTTP Request, context.userId: the same call of a clinician reads the record [14]', async () => {
    await callService(haven, hookCall({ prefetch: undefined, ...accessTo(fhir) }));
    expect(fhir.requests.length).toBeGreaterThan(0);
  });
});
