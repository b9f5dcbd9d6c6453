import type { ClientProfile } from '../../src/model/client-profile.js';
import { firstClient } from '../../src/model/first-client.js';
import type { JsonObject } from '../../src/model/json-value.js';
import type { Site } from '../../src/model/site.js';
import { subjectOf } from '../../src/pipeline/subject-of.js';
import { parseHookRequest } from '../../src/protocol/parse-hook-request.js';
import { shippedContent } from '../support/shipped-content.js';

const R4 = 'https://ehr.example.org/fhir/r4';
const OTHER = 'https://other.example.org/fhir';
const { site: shipped } = await shippedContent();

interface Allowed {
  readonly site?: Site['fhirServers'];
  readonly client?: ClientProfile['fhirServers'];
}

function realmOf(sent: JsonObject, { site = [R4], client: own }: Allowed = {}): string {
  const client = { ...firstClient(shipped), fhirServers: own };
  const body = {
    hook: 'patient-view',
    hookInstance: 'one',
    context: { userId: 'Practitioner/1', patientId: 'p1', encounterId: 'e1' },
    ...sent,
  };
  const call = parseHookRequest('s', body, client);
  return subjectOf(call, { encounter: undefined }, { fhirServers: site }).realm;
}

const USUAL = realmOf({ fhirServer: R4 });

describe('a patient is the same with whatever a call about her may be read (docs/ledger.md, mark)', () => {
  it.each(['Bearer', 'DPoP', 'MAC', ''])('a token of the type %j', (token_type) => {
    const sent = { fhirServer: R4, fhirAuthorization: { access_token: 't', token_type } };
    expect(realmOf(sent)).toBe(USUAL);
    expect(realmOf(sent, { site: [R4, OTHER] })).toBe(USUAL);
  });

  it.each([
    ['none at all', {}],
    ['an empty one', { fhirServer: '' }],
    ['a token alone', { fhirAuthorization: { access_token: 't' } }],
  ])('a server: %s, where the client may have one only', (_, sent) => {
    expect(realmOf(sent)).toBe(USUAL);
    expect(realmOf(sent, { site: [OTHER], client: [R4] })).toBe(USUAL);
    expect(realmOf(sent, { site: [OTHER] })).toBe(realmOf({ fhirServer: OTHER }));
  });

  it.each([
    ['in the call', 'HTTPS://EHR.example.org:443/fhir/r4//', [R4]],
    ['in the list', R4, ['HTTPS://EHR.example.org:443/fhir/r4/']],
    ['in a list that has it twice', R4, [`${R4}/`, R4]],
  ])('however its address is spelled %s', (_, fhirServer, site) => {
    expect(realmOf({ fhirServer }, { site })).toBe(USUAL);
    expect(realmOf({}, { site })).toBe(USUAL);
  });

  it.each([
    ['several servers', [R4, OTHER]],
    ['none', []],
    ['whatever runs on this machine', 'loopback' as const],
  ])('but one without a server stays apart where the client may have %s', (_, site) => {
    expect(realmOf({}, { site })).not.toBe(USUAL);
    expect(realmOf({}, { site })).toBe(realmOf({}, { site: [] }));
  });

  it('and of another server it is another one, listed or not', () => {
    expect(realmOf({ fhirServer: OTHER })).not.toBe(USUAL);
  });
});
