import { firstClient } from '../../src/model/first-client.js';
import type { Card, Suggestion } from '../../src/protocol/cds-card.js';
import { GOLDEN, hookCall, telling } from '../support/web-charts.js';
import { clientWith, speechIn } from '../support/shipped-content.js';
import { ordersIn, resourcesIn, tasksIn } from '../support/proposed.js';
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
  'addresses',
]);

/** What the demo site's client takes: an order, an order with the Task that follows it, or a plan. */
const SHAPES = ['ServiceRequest', 'ServiceRequest Task', 'CarePlan'];

describe('CDS Hooks 2.0.1, Suggestion and Action', () => {
  it.each(GOLDEN)(
    'CDS Hooks 2.0.1, Suggestion: label, uuid and actions that belong together, none recommended: $name [50, 51, 52]',
    async ({ call }) => {
      const suggestions = await suggestionsOf(call);
      expect(suggestions.length).toBeGreaterThan(0);
      for (const suggestion of suggestions) {
        expect(Object.keys(suggestion).toSorted()).toStrictEqual(['actions', 'label', 'uuid']);
        expect(suggestion.label).toMatch(/^\S.*\S$/);
        expect(SHAPES).toContain(suggestion.actions.map(({ resource }) => resource.resourceType).join(' '));
      }
    },
  );

  it.each(GOLDEN)(
    'CDS Hooks 2.0.1, Action: creates, and says in words what it does: $name [53]',
    async ({ call }) => {
      for (const action of (await suggestionsOf(call)).flatMap(({ actions }) => actions)) {
        expect(Object.keys(action).toSorted()).toStrictEqual(['description', 'resource', 'type']);
        expect(action).toMatchObject({
          type: 'create',
          description: expect.stringMatching(/^\S.{10,}\S$/),
        });
      }
      expect.hasAssertions();
    },
  );

  it.each(GOLDEN)(
    'CDS Hooks 2.0.1, Action, resource: a draft for this patient and encounter that gives no reason: $name [53]',
    async ({ call }) => {
      const context = call['context'] as Readonly<Record<string, string>>;
      const encounterId = context['encounterId'];
      const resources = resourcesIn(await suggestionsOf(call));
      expect(resources.length).toBeGreaterThan(0);
      for (const resource of resources) {
        expect(resource).toMatchObject({
          meta: {
            security: [
              { system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' },
              { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'SDV' },
            ],
          },
          status: 'draft',
          intent: resource.resourceType === 'Task' ? 'order' : 'proposal',
          [resource.resourceType === 'Task' ? 'for' : 'subject']: { reference: 'Patient/p1' },
        });
        expect(resource.encounter).toStrictEqual(
          encounterId === undefined ? undefined : { reference: `Encounter/${encounterId}` },
        );
      }
    },
  );

  it('CDS Hooks 2.0.1, Suggestion: what refers to another resource of it is resolved by type and id, fresh each time [51]', async () => {
    const once = await suggestionsOf(hookCall());
    const again = await suggestionsOf(hookCall());
    const ids = [once, again].flatMap((suggestions) =>
      suggestions.flatMap((suggestion) => {
        const [task] = tasksIn([suggestion]);
        if (task === undefined) return [];
        const [order] = ordersIn([suggestion]);
        expect(task.focus).toStrictEqual({ reference: `ServiceRequest/${order?.id}` });
        return [order?.id];
      }),
    );
    expect(ids.length).toBeGreaterThan(1);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it.each(GOLDEN)(
    'CDS Hooks 2.0.1, Action, resource: no label, diagnosis or score is ever written to the record: $name [53]',
    async ({ call }) => {
      const resources = (await suggestionsOf(call)).flatMap(({ actions }) =>
        actions.map(({ resource }) => resource),
      );
      const types = walk(resources).flatMap(({ path, value }) =>
        path.endsWith('.resourceType') ? [value] : [],
      );
      expect(types.filter((type) => !SHAPES.join(' ').includes(String(type)))).toStrictEqual([]);
      const members = walk(resources).map(({ path }) => path.split('.').at(-1) ?? '');
      expect(members.filter((name) => NEVER.has(name))).toStrictEqual([]);
    },
  );

  it('CDS Hooks 2.0.1, Action, resource: R4 codings have system and code [49, 53]', async () => {
    const codings = ordersIn(await suggestionsOf(hookCall())).flatMap(({ code }) => code.coding ?? []);
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
    const sent = ordersIn(suggestions).flatMap(({ code }) => code.coding ?? []);
    expect(sent).toContainEqual(coding);
  });
});
