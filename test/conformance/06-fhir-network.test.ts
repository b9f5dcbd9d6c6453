import nock from 'nock';
import { bundle, CODE, condition, hookCall, patient } from '../support/web-charts.js';
import { accessTo } from '../support/web-fhir-server.js';
import { callService, startHaven } from '../support/web-server-under-test.js';

const HTTPS = 'https://ehr.example/fhir';
const HTTP = 'http://ehr.example/fhir';
const haven = await startHaven({ site: { fhirServers: [HTTPS, HTTP] } });
const demo = await startHaven();

beforeAll(() => {
  nock.disableNetConnect();
  nock.enableNetConnect('127.0.0.1');
});

afterEach(() => {
  nock.cleanAll();
});

afterAll(async () => {
  nock.enableNetConnect();
  nock.restore();
  await haven.close();
  await demo.close();
});

/** A FHIR server elsewhere that serves everything; `asked` counts. */
function elsewhere(origin: string): { readonly asked: () => number } {
  let asked = 0;
  nock(origin)
    .persist()
    .get(/.*/)
    .reply((path) => {
      asked += 1;
      if (path.includes('/Patient/')) return [200, patient()];
      return [200, path.includes('/Condition?') ? bundle(condition(CODE.privateConversation)) : bundle()];
    });
  return { asked: () => asked };
}

describe('CDS Hooks 2.0.1, FHIR Resource Access: servers elsewhere', () => {
  it('CDS Hooks 2.0.1, FHIR Resource Access: a listed server is read by https [37]', async () => {
    const server = elsewhere('https://ehr.example');
    const answer = await callService(haven, hookCall({ prefetch: undefined, ...accessTo({ base: HTTPS }) }));
    expect(answer.body.cards).toHaveLength(1);
    expect(server.asked()).toBe(haven.content.prefetch.length);
  });

  it.each([
    ['plain http, though listed', HTTP],
    ['a host that begins alike', 'https://ehr.example.attacker.example/fhir'],
    ['a host that ends alike', 'https://other-ehr.example/fhir'],
    ['another port', 'https://ehr.example:8443/fhir'],
    ['the address of a metadata service', 'http://169.254.169.254/fhir'],
    ['a private address', 'http://10.0.0.1/fhir'],
  ])('CDS Hooks 2.0.1, FHIR Resource Access: %s is not asked [37]', async (_, base) => {
    const server = elsewhere(new URL(base).origin);
    const answer = await callService(haven, hookCall({ prefetch: undefined, ...accessTo({ base }) }));
    expect(answer.status).toBe(412);
    expect(server.asked()).toBe(0);
    expect(haven.lastLine()).toMatchObject({ status: 412 });
  });

  it.each([
    'http://ehr.example/fhir',
    'https://ehr.example/fhir',
    'http://127.0.0.1.example/fhir',
    'http://0x7f.1.example/',
  ])(
    'CDS Hooks 2.0.1, FHIR Resource Access: the demo site asks this machine only, not %s [37]',
    async (base) => {
      const server = elsewhere(new URL(base).origin);
      const answer = await callService(demo, hookCall({ prefetch: undefined, ...accessTo({ base }) }));
      expect(answer.status).toBe(412);
      expect(server.asked()).toBe(0);
    },
  );

  it.each(['ENOTFOUND', 'ECONNREFUSED', 'ECONNRESET', 'CERT_HAS_EXPIRED'])(
    'CDS Hooks 2.0.1, HTTP Status Codes: a network that fails with %s is a 412 for the Patient and a 200 for the rest [31]',
    async (code) => {
      nock('https://ehr.example')
        .persist()
        .get(/.*/)
        .replyWithError(Object.assign(new Error('zq7secret'), { code }));
      const access = accessTo({ base: HTTPS });
      const without = await callService(haven, hookCall({ prefetch: undefined, ...access }));
      expect(without.status).toBe(412);
      const prefetch = { patient: patient(), conditions: bundle(condition(CODE.privateConversation)) };
      const answer = await callService(haven, hookCall({ prefetch, ...access }));
      expect(answer.body.cards).toHaveLength(1);
      expect(`${without.text}${haven.logText()}`).not.toContain('zq7secret');
    },
  );
});
