import { firstClient } from '../../src/model/first-client.js';
import type { Card, Suggestion } from '../../src/protocol/cds-card.js';
import { GOLDEN, hookCall, telling } from '../support/web-charts.js';
import { clientWith, speechIn } from '../support/shipped-content.js';
import { walk } from '../support/web-json-walk.js';
import { callService, startHaven } from '../support/web-server-under-test.js';

const haven = await startHaven();

afterAll(() => haven.close());

async function suggestionsOf(call: object, service = haven): Promise<readonly Suggestion[]> {
  const answer = await callService(service, call);
  return (answer.body.cards[0] as Card).suggestions ?? [];
}

const NEVER: ReadonlySet<string> = new Set([
  'reasonCode',
  'reasonReference',
  'note',
  'supportingInfo',
  'patientInstruction',
  'extension',
  'id',
]);

describe('CDS Hooks 2.0.1, Suggestion and Action', () => {
  it.each(GOLDEN)(
    'CDS Hooks 2.0.1, Suggestion: label, uuid and exactly one action, none recommended: $name [50, 51, 52]',
    async ({ call }) => {
      const suggestions = await suggestionsOf(call);
      expect(suggestions.length).toBeGreaterThan(0);
      for (const suggestion of suggestions) {
        expect(Object.keys(suggestion).toSorted()).toStrictEqual(['actions', 'label', 'uuid']);
        expect(suggestion.label).toMatch(/^\S.*\S$/);
        expect(suggestion.actions).toHaveLength(1);
      }
    },
  );

  it.each(GOLDEN)(
    'CDS Hooks 2.0.1, Action: creates, and says in words what it does: $name [53]',
    async ({ call }) => {
      for (const { actions } of await suggestionsOf(call)) {
        expect(Object.keys(actions[0] ?? {}).toSorted()).toStrictEqual(['description', 'resource', 'type']);
        expect(actions[0]).toMatchObject({
          type: 'create',
          description: expect.stringMatching(/^\S.{10,}\S$/),
        });
      }
      expect.hasAssertions();
    },
  );

  it.each(GOLDEN)(
    'CDS Hooks 2.0.1, Action, resource: a draft ServiceRequest for this patient that gives no reason: $name [53]',
    async ({ call }) => {
      const context = call['context'] as Readonly<Record<string, string>>;
      const encounterId = context['encounterId'];
      for (const { actions } of await suggestionsOf(call)) {
        expect(actions[0]?.resource).toStrictEqual({
          resourceType: 'ServiceRequest',
          meta: {
            security: [
              { system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' },
              { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'SDV' },
            ],
          },
          status: 'draft',
          intent: 'proposal',
          code: expect.objectContaining({ text: expect.stringMatching(/^\S.*\S$/) }),
          subject: { reference: 'Patient/p1' },
          ...(encounterId === undefined ? {} : { encounter: { reference: `Encounter/${encounterId}` } }),
        });
      }
      expect.hasAssertions();
    },
  );

  it.each(GOLDEN)(
    'CDS Hooks 2.0.1, Action, resource: no label, diagnosis or score is ever written to the record: $name [53]',
    async ({ call }) => {
      const resources = (await suggestionsOf(call)).flatMap(({ actions }) =>
        actions.map(({ resource }) => resource),
      );
      const types = walk(resources).flatMap(({ path, value }) =>
        path.endsWith('.resourceType') ? [value] : [],
      );
      expect(new Set(types)).toStrictEqual(new Set(['ServiceRequest']));
      const members = walk(resources).map(({ path }) => path.split('.').at(-1) ?? '');
      expect(members.filter((name) => NEVER.has(name))).toStrictEqual([]);
    },
  );

  it('CDS Hooks 2.0.1, Action, resource: R4 codings have system and code [49, 53]', async () => {
    const codings = (await suggestionsOf(hookCall())).flatMap(
      ({ actions }) => actions[0]?.resource.code.coding ?? [],
    );
    expect(codings.length).toBeGreaterThan(0);
    for (const coding of codings) {
      expect(coding).toMatchObject({
        system: expect.stringMatching(/^https?:/),
        code: expect.stringMatching(/^\S+$/),
      });
    }
  });

  it.each(GOLDEN)(
    'CDS Hooks 2.0.1, Suggestion: an interpreter is offered only where one is needed, and then first: $name [50]',
    async ({ name, call }) => {
      const labels = (await suggestionsOf(call)).map(({ label }) => label);
      const { label } = speechIn(haven.content).wording.orders.interpreter;
      expect(labels.indexOf(label)).toBe(name === 'with an interpreter' ? 0 : -1);
    },
  );
});

describe('CDS Hooks 2.0.1, Card Attributes, selectionBehavior', () => {
  it.each(['any', 'at-most-one'] as const)(
    'CDS Hooks 2.0.1, Card Attributes: %s is what this client understands [46]',
    async (selectionBehavior) => {
      const output = { ...firstClient(haven.content.site).output, selectionBehavior };
      const service = await startHaven({ site: await clientWith({ output }) });
      const answer = await callService(service, hookCall());
      await service.close();
      expect(answer.body.cards[0]).toMatchObject({ selectionBehavior });
    },
  );

  it('CDS Hooks 2.0.1, Card Attributes: without suggestions there is neither of the two [46]', async () => {
    const { content } = haven;
    const cardPlans = {
      ...content.cardPlans,
      'private-conversation': { ...content.cardPlans['private-conversation'], orders: [] },
    };
    const service = await startHaven({ content: () => ({ ...content, cardPlans }) });
    const answer = await callService(service, hookCall({ prefetch: telling() }));
    await service.close();
    expect(answer.body.cards).toHaveLength(1);
    expect(answer.body.cards[0]).not.toHaveProperty('suggestions');
    expect(answer.body.cards[0]).not.toHaveProperty('selectionBehavior');
  });

  it('CDS Hooks 2.0.1, Action: an order that the site has mapped carries the code of the site [53]', async () => {
    const coding = { system: 'urn:com.epic.cdshooks.action.code.system.preference-list-item', code: '12345' };
    const service = await startHaven({ site: await clientWith({ orders: { 'social-work': coding } }) });
    const suggestions = await suggestionsOf(hookCall(), service);
    await service.close();
    const sent = suggestions.flatMap(({ actions }) => actions[0]?.resource.code.coding ?? []);
    expect(sent).toContainEqual(coding);
  });
});
