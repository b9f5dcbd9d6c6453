import { cardFor, clientIn, contentIn, CONTINUITY } from '../support/every-client.js';
import { DECISIONS, LANGUAGES } from '../support/every-decision.js';
import type { Show } from '../support/every-decision.js';
import { plansIn } from '../support/proposed.js';

describe('a card where time alone was not possible (response brief 1.4: somebody else may be reading)', () => {
  it('proposes no plan, no referral and no Task, on any pathway', async () => {
    const content = await contentIn('en');
    const client = clientIn(content, 'standard');
    const apart = DECISIONS.filter(({ circumstance }) => circumstance === 'time-alone-not-possible');
    expect(new Set(apart.map(({ pathway }) => pathway)).size).toBe(4);
    for (const decision of apart) {
      const { suggestions = [] } = cardFor(decision, content, client);
      const created = suggestions.flatMap(({ actions }) =>
        actions.map(({ resource }) => resource.resourceType),
      );
      expect(created.filter((type) => type !== 'ServiceRequest')).toEqual([]);
      expect(JSON.stringify(suggestions)).not.toContain('Social work');
    }
  });
});

describe('the plan of the continuity card (response brief 1.1, 4.3)', () => {
  it.each(LANGUAGES)(
    'is a draft with every offer marked as offered and nothing agreed, in %s',
    async (language) => {
      const content = await contentIn(language);
      const [plan, ...others] = plansIn(
        cardFor(CONTINUITY, content, clientIn(content, 'standard')).suggestions,
      );
      expect(others).toEqual([]);
      const { activities, title } = content.speech.get(language)?.wording.plan ?? {
        activities: {},
        title: '',
      };
      expect(plan).toMatchObject({ status: 'draft', intent: 'proposal', title });
      expect(plan?.activity.map(({ detail }) => detail.description)).toEqual(Object.values(activities));
      for (const { detail } of plan?.activity ?? []) {
        expect(detail.status).toBe('not-started');
        expect(detail.statusReason.coding?.map(({ code }) => code)).toEqual(['offered']);
      }
    },
  );
  it('offers the same clinician, safe booking, and the next visit when the patient chooses', async () => {
    const { carePlan } = (await contentIn('en')).cardPlans.continuity;
    expect(carePlan).toEqual(
      expect.arrayContaining([
        'same-clinician',
        'longer-visits',
        'one-contact',
        'safe-contact',
        'next-visit',
      ]),
    );
  });
  it('comes last, on that card only, and only where the client takes one and the content has one', async () => {
    const content = await contentIn('en');
    const client = clientIn(content, 'standard');
    const hasPlan = (decision: Show, own = client, given = content): boolean =>
      plansIn(cardFor(decision, given, own).suggestions).length > 0;
    // Where time alone was not possible somebody else could read its activities.
    for (const decision of DECISIONS)
      expect(hasPlan(decision)).toBe(
        decision.pathway === 'continuity' && decision.circumstance !== 'time-alone-not-possible',
      );
    expect(plansIn(cardFor(CONTINUITY, content, client).suggestions?.slice(-1))).toHaveLength(1);
    const orders = { ...client.output, resourceTypes: ['ServiceRequest', 'Task'] as const };
    expect(hasPlan(CONTINUITY, { ...client, output: orders })).toBe(false);
    for (const carePlan of [undefined, []]) {
      const plain = { ...content.cardPlans, continuity: { ...content.cardPlans.continuity, carePlan } };
      expect(hasPlan(CONTINUITY, client, { ...content, cardPlans: plain })).toBe(false);
    }
  });
});
