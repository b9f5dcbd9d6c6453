import type { Card } from '../../src/protocol/cds-card.js';
import { cardFor, clientIn, contentIn, CONTINUITY, CONVERSATION } from '../support/every-client.js';
import type { Kind } from '../support/every-client.js';
import type { Show } from '../support/every-decision.js';
import { ordersIn, plansIn, tasksIn } from '../support/proposed.js';

describe('what each kind of client gets (response brief 4.2, 4.4)', () => {
  const suggestionsFor = async (decision: Show, kind: Kind): Promise<Card['suggestions']> => {
    const content = await contentIn('en');
    return cardFor(decision, content, clientIn(content, kind)).suggestions;
  };

  it('a standards-complete client: a referral with its Task, in one suggestion of two actions', async () => {
    const suggestions = await suggestionsFor(CONVERSATION, 'standard');
    expect(suggestions?.map(({ actions }) => actions.map(({ resource }) => resource.resourceType))).toEqual([
      ['ServiceRequest'],
      ['ServiceRequest', 'Task'],
    ]);
    const [task] = tasksIn(suggestions);
    expect(task?.focus).toEqual({ reference: `ServiceRequest/${ordersIn(suggestions)[1]?.id}` });
  });
  it('Epic: one ServiceRequest each, by an item of its preference list alone', async () => {
    const suggestions = await suggestionsFor(CONVERSATION, 'epic');
    expect(suggestions?.map(({ actions }) => actions.length)).toEqual([1, 1]);
    for (const { code, id, category } of ordersIn(suggestions)) {
      expect([id, category]).toEqual([undefined, undefined]);
      expect(code.coding?.map(({ system }) => system)).toEqual([
        'urn:com.epic.cdshooks.action.code.system.preference-list-item',
      ]);
    }
    expect(plansIn(await suggestionsFor(CONTINUITY, 'epic'))).toEqual([]);
  });
  it('Oracle Health: none, and its cards stand without', async () => {
    expect(await suggestionsFor(CONVERSATION, 'oracle-health')).toBeUndefined();
    expect(await suggestionsFor(CONTINUITY, 'oracle-health')).toBeUndefined();
  });
  it.each([
    ['one action each', { actionsPerSuggestion: 1 }, 'alone'],
    ['two', { actionsPerSuggestion: 2 }, 'with its Task'],
    ['no Task', { resourceTypes: ['ServiceRequest'] as const }, 'alone'],
  ])('a client that takes %s gets the referral %s', async (_name, change, how) => {
    const content = await contentIn('en');
    const client = clientIn(content, 'standard');
    const own = { ...client, output: { ...client.output, ...change } };
    const { suggestions } = cardFor(CONVERSATION, content, own);
    expect(suggestions).toHaveLength(2);
    expect(tasksIn(suggestions)).toHaveLength(how === 'alone' ? 0 : 1);
    expect(ordersIn(suggestions).filter(({ id }) => id !== undefined)).toHaveLength(how === 'alone' ? 0 : 1);
  });
  it('a referral keeps its standard code beside the hospital’s own: its profile binds to it', async () => {
    const content = await contentIn('en');
    const orders = { 'social-work': { system: 'urn:site', code: '7' } };
    const { suggestions } = cardFor(CONVERSATION, content, { ...clientIn(content, 'standard'), orders });
    expect(ordersIn(suggestions)[1]?.code.coding?.map(({ code }) => code)).toEqual(['7', '308440001']);
  });
});
