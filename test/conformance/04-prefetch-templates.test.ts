import request from 'supertest';
import { templateFaults } from '../support/web-template-linter.js';
import { startHaven } from '../support/web-server-under-test.js';

const haven = await startHaven();

afterAll(() => haven.close());

interface Listed {
  readonly id: string;
  readonly hook: string;
  readonly prefetch: Readonly<Record<string, string>>;
}

const discovery = await request(haven.url).get('/cds-services');
const LISTED: readonly Listed[] = discovery.body.services;

describe('CDS Hooks 2.0.1, Prefetch Template: the linter of this suite', () => {
  const SEARCH = 'Condition?patient={{context.patientId}}&_sort=-recorded-date&_count=10';

  it.each(['Patient/{{context.patientId}}', 'Encounter/{{context.encounterId}}', SEARCH])(
    'CDS Hooks 2.0.1, Prefetch Template: %s is fine [18]',
    (template) => {
      expect(templateFaults(template)).toStrictEqual([]);
    },
  );

  it.each([
    ['absolute', `https://ehr.example/${SEARCH}`],
    ['leading slash', `/${SEARCH}`],
    ['token', 'Patient/{{context.userId}}'],
    ['token', 'Practitioner/{{userPractitionerId}}'],
    ['token', `${SEARCH}&code=%other.id`],
    ['today', SEARCH.replace('-recorded-date', '{{today()}}')],
    ['include', `${SEARCH}&_include=Condition:encounter`],
    ['include', `${SEARCH}&_revinclude=Provenance:target`],
    ['reverse chain', `${SEARCH}&_has:Observation:patient:code=1`],
    ['chain', SEARCH.replace('patient=', 'patient.identifier=')],
    ['modifier', `${SEARCH}&code:not=1`],
    ['repeated', `${SEARCH}&code=1&code=2`],
    ['parameter', `${SEARCH}&_maxresults=5`],
    ['sort', SEARCH.replace('-recorded-date', '-date')],
    ['sort', SEARCH.replace('_sort=-recorded-date', 'sort:desc=date')],
    ['count', SEARCH.replace('&_count=10', '')],
    ['count', SEARCH.replace('_count=10', '_count=0')],
    ['empty', `${SEARCH}&code=`],
    ['empty', 'DocumentReference?patient={{context.patientId}}&type=&_sort=-date&_count=1'],
    ['type', 'Patient?_id={{context.patientId}}&_sort=-date&_count=1'],
    ['neither a read nor a search', 'Patient/1'],
    ['neither a read nor a search', 'Patient'],
  ])('CDS Hooks 2.0.1, Prefetch Template: %s is found in %s [22]', (fault, template) => {
    expect(templateFaults(template)).toContain(fault);
  });
});

describe('CDS Hooks 2.0.1, Prefetch Template: what we publish', () => {
  const TEMPLATES = LISTED.flatMap(({ id, prefetch }) =>
    Object.entries(prefetch).map(([key, template]) => ({ id, key, template })),
  );

  it.each(LISTED)('CDS Hooks 2.0.1, Prefetch Template: $id asks for the patient [18]', ({ prefetch }) => {
    expect(prefetch['patient']).toBe('Patient/{{context.patientId}}');
    expect(Object.keys(prefetch).length).toBeGreaterThan(1);
  });

  it.each(TEMPLATES)(
    'CDS Hooks 2.0.1, Prefetch Template: $key of $id is a read or search within the query subset [18, 19, 22, 23, 24, 25]',
    ({ template }) => {
      expect(templateFaults(template)).toStrictEqual([]);
    },
  );

  it.each(TEMPLATES)(
    'CDS Hooks 2.0.1, Prefetch Template: $key of $id is a plain key, and hangs on no user token [20, 26]',
    ({ key, template }) => {
      expect(key).toMatch(/^[a-z][A-Za-z0-9]*$/);
      expect(template).not.toMatch(/user/i);
    },
  );

  it('CDS Hooks 2.0.1, Prefetch Template: only the current visit hangs on the encounter, which patient-view may lack [21]', () => {
    const hanging = TEMPLATES.filter(({ template }) => template.includes('encounterId'));
    expect(new Set(hanging.map(({ key }) => key))).toStrictEqual(new Set(['encounter']));
  });

  it('CDS Hooks 2.0.1, Prefetch: a service asks for nothing that its content does not use [27]', () => {
    const used = haven.content.prefetch.filter(({ usedBy }) => usedBy.length > 0).map(({ key }) => key);
    const [service] = LISTED;
    expect(Object.keys(service?.prefetch ?? {}).toSorted()).toStrictEqual(used.toSorted());
  });
});
