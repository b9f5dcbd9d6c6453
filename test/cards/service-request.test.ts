import type { ServiceRequest } from 'fhir/r4.js';
import { composeSuggestions } from '../../src/cards/compose-suggestions.js';
import type { ClientProfile } from '../../src/model/client-profile.js';
import { ORDER_IDS } from '../../src/model/wording.js';
import { firstClient } from '../../src/model/first-client.js';
import type { Decision } from '../../src/model/decision.js';
import { ordersIn, SUBJECT } from '../support/proposed.js';
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

/** A client that creates orders, one by one, and nothing else. */
async function ordersOnly(change: Partial<ClientProfile> = {}): Promise<ClientProfile> {
  const client = firstClient((await shippedContent()).site);
  const output = { ...client.output, resourceTypes: ['ServiceRequest'], actionsPerSuggestion: 1 } as const;
  return { ...client, output, ...change };
}

async function requestsOf(decision: typeof SHOW, encounterId?: string): Promise<readonly ServiceRequest[]> {
  const content = await shippedContent();
  const subject = { ...SUBJECT, encounterId };
  const suggestions = composeSuggestions(decision, subject, content, await ordersOnly(), () => 'uuid');
  return JSON.parse(JSON.stringify(ordersIn(suggestions))) as readonly ServiceRequest[];
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
    const client = await ordersOnly({ orders: { 'private-rooming': { system: 'urn:site', code: '1001' } } });
    const suggestions = composeSuggestions(SHOW, SUBJECT, content, client, () => 'uuid');
    expect(ordersIn(suggestions).map(({ code }) => code.coding)).toEqual([
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

describe('the wish for no contact (response brief 1.2, 3.4; SDOHCC ServiceRequest.orderDetail)', () => {
  const PROHIBITED = [
    {
      coding: [
        {
          system: 'http://hl7.org/fhir/us/sdoh-clinicalcare/CodeSystem/SDOHCC-CodeSystemTemporaryCodes',
          code: 'contacting-subject-prohibited',
        },
      ],
      text: 'Contact as agreed with the patient',
    },
  ];
  const detailsOf = async (decision: typeof SHOW): Promise<readonly unknown[]> =>
    (await requestsOf(decision)).map(({ code, orderDetail }) => [code?.text, orderDetail]);

  it('stands on every order that is carried out after the visit, and on no other', async () => {
    expect(await detailsOf({ ...SHOW, interpreter: true, noContact: true })).toEqual([
      ['Professional interpreter', undefined],
      ['Private rooming', undefined],
      ['Social work consult', PROHIBITED],
    ]);
    expect(await detailsOf({ ...SHOW, pathway: 'continuity', noContact: true })).toEqual([
      ['Extended follow-up visit, same clinician', PROHIBITED],
      ['Social work consult', PROHIBITED],
    ]);
  });
  it('stands nowhere where it is not on record: missing is unknown, and never a wish (invariant 1)', async () => {
    expect((await detailsOf(SHOW)).flat()).not.toContainEqual(PROHIBITED);
    expect((await detailsOf({ ...SHOW, pathway: 'continuity' })).flat()).not.toContainEqual(PROHIBITED);
  });
});
