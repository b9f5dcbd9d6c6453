import fc from 'fast-check';
import type { LoadedContent } from '../../src/content/load-content.js';
import { holdBack } from '../../src/decide/hold-back.js';
import { memoryLedger } from '../../src/ledger/memory-ledger.js';
import type { Ledger } from '../../src/ledger/ledger.js';
import { firstClient } from '../../src/model/first-client.js';
import type { HookCall } from '../../src/model/hook-call.js';
import { MODES, quietest, readsNothing, SITE_MODES } from '../../src/model/mode.js';
import { OVERRIDE_MODES } from '../../src/model/mode-override.js';
import type { Recall } from '../../src/model/quiet.js';
import type { Site } from '../../src/model/site.js';
import { evaluateChart } from '../../src/pipeline/evaluate-chart.js';
import { handleHook } from '../../src/pipeline/handle-hook.js';
import type { HookAnswer } from '../../src/pipeline/handle-hook.js';
import { inputOf } from '../support/data-assess.js';
import { ChartArbitraries, PATIENT_ID } from '../support/data-charts.js';
import type { ChartSpec } from '../support/data-charts.js';
import { loadEverything } from '../support/data-content.js';
import { AT, runs } from '../support/data-property.js';
import { fullApprovals, fullGate } from '../support/gates.js';
import { unrestrained } from '../support/unrestrained.js';
import { TIMES } from '../support/ledger-cards.js';

let loaded: LoadedContent;
let arbitraries: ChartArbitraries;

beforeAll(async () => {
  loaded = await loadEverything();
  arbitraries = new ChartArbitraries(loaded);
});

/** What can keep a service quiet. */
interface Quietening {
  readonly mode: Site['mode'];
  readonly override: (typeof OVERRIDE_MODES)[number] | undefined;
  readonly isGateOpen: boolean;
  readonly isApproved: boolean;
  readonly isOverBudget: boolean;
  readonly isExcluded: boolean;
  readonly recall: Recall | undefined;
}

const LOUD: Quietening = {
  mode: 'live',
  override: undefined,
  isGateOpen: true,
  isApproved: true,
  isOverBudget: false,
  isExcluded: false,
  recall: undefined,
};
const LABEL = { system: 'urn:test', code: 'left-alone' };

const tier = fc.constantFrom(0, 2, 3);
const recalls: fc.Arbitrary<Recall> = fc.record({
  quietUntil: fc.option(fc.constantFrom(AT - 1, AT, AT + 1), { nil: undefined }),
  quietInEncounter: fc.boolean(),
  issuedInEncounter: fc.nat({ max: 5 }),
  tier,
  answeredTier: tier,
});
const quietenings: fc.Arbitrary<Quietening> = fc.record({
  mode: fc.constantFrom(...SITE_MODES),
  override: fc.option(fc.constantFrom(...OVERRIDE_MODES), { nil: undefined }),
  isGateOpen: fc.boolean(),
  isApproved: fc.boolean(),
  isOverBudget: fc.boolean(),
  isExcluded: fc.boolean(),
  recall: fc.option(recalls, { nil: undefined }),
});

function callOf(spec: ChartSpec): HookCall {
  const types = new Map<string, object[]>();
  for (const resource of spec.resources) {
    const type = String(resource['resourceType']);
    types.set(type, [...(types.get(type) ?? []), resource]);
  }
  const bundle = (type: string): unknown => ({
    resourceType: 'Bundle',
    type: 'searchset',
    entry: (types.get(type) ?? []).map((resource) => ({ resource })),
  });
  return {
    service: 'private-time-patient-view',
    hook: 'patient-view',
    behaviour: 'patient-view',
    hookInstance: 'one',
    client: firstClient(loaded.content.site),
    userId: 'Practitioner/1',
    patientId: PATIENT_ID,
    encounterId: spec.encounterId,
    fhir: undefined,
    prefetch: new Map<string, unknown>([
      ['patient', spec.patient],
      ['encounter', null],
      ['encounters', bundle('Encounter')],
      ['conditions', bundle('Condition')],
      ['observations', bundle('Observation')],
      ['procedures', bundle('Procedure')],
      ['appointments', bundle('Appointment')],
      ['questionnaireResponses', bundle('QuestionnaireResponse')],
      ['documents', bundle('DocumentReference')],
    ]),
  };
}

async function answer(spec: ChartSpec, quiet: Quietening): Promise<HookAnswer> {
  const { sealSubject } = unrestrained();
  const site: Site = {
    ...loaded.content.site,
    mode: quiet.mode,
    elsewhere: quiet.mode,
    gate: quiet.isGateOpen ? fullGate('2026') : { items: [], departments: {} },
    approvals: quiet.isApproved ? fullApprovals('2026') : [],
    cooldown: TIMES,
    excludedCharts: quiet.isExcluded ? [LABEL] : [],
  };
  const ledger: Ledger = {
    ...memoryLedger({ now: () => AT }),
    issue: async ({ tier: found, rule, at }) => holdBack(quiet.recall, found, { ...rule, at }),
  };
  const set = { department: undefined, since: AT, by: 'a test', reason: 'a test' };
  const labelled = { ...spec, patient: { ...spec.patient, meta: { security: [LABEL] } } };
  return handleHook(
    callOf(labelled),
    {
      content: { ...loaded.content, site },
      ledger,
      sealSubject,
      restraints: () => ({
        overrides: quiet.override === undefined ? [] : [{ ...set, mode: quiet.override }],
        overBudget: new Set(quiet.isOverBudget ? [undefined] : []),
      }),
      openFhir: () => undefined,
      now: () => AT,
      uuid: () => 'uuid',
    },
    undefined,
  );
}

describe('Withholding and what was found are two things (issue: when it may speak)', () => {
  it('never changes the assessment, and shows exactly what would be said where nothing holds it back', async () => {
    let cards = 0;
    await fc.assert(
      fc.asyncProperty(arbitraries.charts(false), quietenings, async (spec, quiet) => {
        const { content } = loaded;
        const call = { ...callOf(spec) };
        const plain = evaluateChart(call, inputOf(spec), content, AT, () => 'uuid');
        const loud = await answer(spec, LOUD);
        expect(loud.assessment).toStrictEqual(plain.assessment);
        expect(loud.response.cards).toStrictEqual(plain.cards);
        cards += loud.response.cards.length;
        const held = await answer(spec, quiet);
        const isRead = !quiet.isExcluded && !readsNothing(quietest([quiet.mode, quiet.override ?? 'live']));
        expect(held.assessment).toStrictEqual(isRead ? plain.assessment : undefined);
        // All of it or nothing.
        expect([[], plain.cards]).toContainEqual(held.response.cards);
      }),
      runs(150),
    );
    // Otherwise nothing was tried.
    expect(cards).toBeGreaterThan(20);
  });
  it('never shows more in a quieter mode, nor for one more reason to be quiet', async () => {
    const order = (quiet: Quietening): number =>
      MODES.indexOf(quietest([quiet.mode, quiet.override ?? 'live']));
    await fc.assert(
      fc.asyncProperty(arbitraries.charts(false), quietenings, quietenings, async (spec, one, other) => {
        const quieter: Quietening = {
          mode: order(one) >= order(other) ? one.mode : other.mode,
          override: order(one) >= order(other) ? one.override : other.override,
          isGateOpen: one.isGateOpen && other.isGateOpen,
          isApproved: one.isApproved && other.isApproved,
          isOverBudget: one.isOverBudget || other.isOverBudget,
          isExcluded: one.isExcluded || other.isExcluded,
          recall: one.recall,
        };
        const [before, after] = [await answer(spec, one), await answer(spec, quieter)];
        expect(after.response.cards.length).toBeLessThanOrEqual(before.response.cards.length);
      }),
      runs(150),
    );
  });
});
