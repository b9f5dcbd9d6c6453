import type { ServiceRequest } from 'fhir/r4.js';
import { composeSuggestions } from '../../src/cards/compose-suggestions.js';
import { ORDER_IDS } from '../../src/model/wording.js';
import { firstClient } from '../../src/model/first-client.js';
import type { Decision } from '../../src/model/decision.js';
import { shippedContent } from '../support/shipped-content.js';

const SHOW: Decision & { readonly kind: 'show' } = {
  kind: 'show',
  pathway: 'private-conversation',
  wording: 'any',
  indicator: 'info',
  interpreter: false,
  remote: false,
  approach: 'conversation',
  circumstance: undefined,
  noContact: false,
  families: [],
};

async function requestsOf(decision: typeof SHOW, encounterId?: string): Promise<readonly ServiceRequest[]> {
  const content = await shippedContent();
  const suggestions = composeSuggestions(
    decision,
    { patientId: 'p', encounterId },
    content,
    firstClient(content.site),
    () => 'uuid',
  );
  return suggestions.flatMap(({ actions }) =>
    actions.map(({ resource }) => JSON.parse(JSON.stringify(resource)) as ServiceRequest),
  );
}

describe('the orders that a card proposes (response brief 4.1, checklist 53)', () => {
  it('are FHIR R4 ServiceRequests: drafts and proposals for the patient and encounter, and nothing more', async () => {
    for (const request of await requestsOf(SHOW, 'e')) {
      expect(Object.keys(request).toSorted()).toEqual([
        'code',
        'encounter',
        'intent',
        'meta',
        'resourceType',
        'status',
        'subject',
      ]);
      expect(request).toMatchObject({
        status: 'draft',
        intent: 'proposal',
        subject: { reference: 'Patient/p' },
        encounter: { reference: 'Encounter/e' },
      });
    }
  });
  it('leave the encounter out where there is none', async () => {
    for (const request of await requestsOf(SHOW)) expect(request.encounter).toBeUndefined();
  });
  it('are labelled R and SDV by code only: the text of SDV names violence (decision 20)', async () => {
    for (const request of await requestsOf(SHOW)) {
      expect(request.meta?.security).toEqual([
        { system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' },
        { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'SDV' },
      ]);
    }
  });
  it('offer an interpreter first, and only where one is recorded as needed', async () => {
    expect((await requestsOf({ ...SHOW, interpreter: true })).map(({ code }) => code?.text)).toEqual([
      'Professional interpreter',
      'Private rooming',
      'Social work consult',
    ]);
    expect((await requestsOf(SHOW)).map(({ code }) => code?.text)).toEqual([
      'Private rooming',
      'Social work consult',
    ]);
  });
  it('use the code that the site maps, the verified standard code, or text alone', async () => {
    const content = await shippedContent();
    const client = {
      ...firstClient(content.site),
      orders: { 'private-rooming': { system: 'urn:site', code: '1001' } },
    };
    const suggestions = composeSuggestions(
      SHOW,
      { patientId: 'p', encounterId: undefined },
      content,
      client,
      () => 'uuid',
    );
    expect(suggestions.map(({ actions }) => actions[0]?.resource.code.coding)).toEqual([
      [{ system: 'urn:site', code: '1001' }],
      [
        {
          system: 'http://snomed.info/sct',
          code: '308440001',
          display: 'Referral to social worker (procedure)',
        },
      ],
    ]);
    expect(ORDER_IDS).toContain('interpreter');
  });
});
