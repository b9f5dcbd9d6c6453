import request from 'supertest';
import { GOLDEN, hookCall, telling, patient, encounter } from '../support/web-charts.js';
import { walk, withoutUuids } from '../support/web-json-walk.js';
import { callService, startHaven } from '../support/web-server-under-test.js';

const haven = await startHaven();

afterAll(() => haven.close());

const EXTENSIONS = [
  ['an object', { 'com.example.timestamp': '2026-03-10' }],
  ['an object with a nested object', { 'com.example.a': { b: [1, null, {}] } }],
  ['an empty object', {}],
  ['a FHIR list', [{ url: 'https://ehr.example/x', valueString: 'x' }]],
  ['a text', 'x'],
  ['a number', 1],
  ['null', null],
] as const;

function extensionPlaces(document: unknown): readonly string[] {
  return walk(document).flatMap(({ path }) =>
    /\.(?:extension|modifierExtension)$/.test(path) ? [path] : [],
  );
}

describe('CDS Hooks 2.0.1, Extensions', () => {
  it('CDS Hooks 2.0.1, Extensions: discovery has none [76]', async () => {
    const answer = await request(haven.url).get('/cds-services');
    expect(answer.body.services.length).toBeGreaterThan(0);
    expect(extensionPlaces(answer.body)).toStrictEqual([]);
  });

  it.each(GOLDEN)('CDS Hooks 2.0.1, Extensions: a card has none: $name [76]', async ({ call }) => {
    const answer = await callService(haven, call);
    expect(answer.body.cards).toHaveLength(1);
    expect(extensionPlaces(answer.body)).toStrictEqual([]);
  });

  it.each(EXTENSIONS)(
    'CDS Hooks 2.0.1, Extensions: %s on the request, the context, the token or a resource changes nothing [76]',
    async (_, extension) => {
      const plain = await callService(haven, hookCall());
      const answer = await callService(
        haven,
        hookCall({
          extension,
          context: { userId: 'Practitioner/example', patientId: 'p1', encounterId: 'e1', extension },
          fhirAuthorization: { access_token: 't', extension },
          prefetch: telling({ patient: patient({ extension }), encounter: encounter({ extension }) }),
        }),
      );
      expect(answer.status).toBe(200);
      expect(withoutUuids(answer.body)).toStrictEqual(withoutUuids(plain.body));
    },
  );

  it('CDS Hooks 3.0 ballot, Documentation: each service says what it needs [77]', async () => {
    const answer = await request(haven.url).get('/cds-services');
    const requirements: unknown[] = answer.body.services.map(
      (service: { readonly usageRequirements?: unknown }) => service.usageRequirements,
    );
    expect(requirements.filter((text) => typeof text !== 'string' || text.length < 20)).toStrictEqual([]);
  });
});
