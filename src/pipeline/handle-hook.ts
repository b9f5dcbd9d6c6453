import { gatherChart } from '../chart/gather-chart.js';
import { isClinician } from '../decide/decide.js';
import type { Ledger } from '../ledger/ledger.js';
import { ageBandOf } from '../model/age-band.js';
import type { Assessment } from '../model/assessment.js';
import type { Chart } from '../model/chart.js';
import type { Content } from '../model/content.js';
import type { Decision } from '../model/decision.js';
import type { HookCall } from '../model/hook-call.js';
import type { CdsResponse } from '../protocol/cds-card.js';
import { evaluateChart } from './evaluate-chart.js';
import { openWithinBudget } from './open-within-budget.js';
import type { FhirAccessKind, OpenFhirWithin } from './open-within-budget.js';

/** What a call is handled with; time and ids are given. */
export interface HookTools {
  readonly content: Content;
  readonly ledger: Ledger;
  readonly openFhir: OpenFhirWithin;
  readonly now: () => number;
  readonly uuid: () => string;
}

/** The answer, and what an operator may know of it. */
export interface HookAnswer {
  readonly response: CdsResponse;
  readonly decision: Decision;
  /** undefined where nothing was read: the user is no clinician */
  readonly assessment: Assessment | undefined;
  readonly sources: Chart['sources'] | undefined;
  readonly fetched: number;
  readonly fhirAccess: FhirAccessKind;
}

const SILENT: CdsResponse = Object.freeze({ cards: Object.freeze([]) });

function notAClinician(call: HookCall, tools: HookTools): HookAnswer {
  tools.ledger.count({
    hook: call.behaviour,
    department: undefined,
    revision: tools.content.revision,
    tier: undefined,
    outcome: 'not-a-clinician',
    ageBand: undefined,
    at: tools.now(),
  });
  const decision: Decision = { kind: 'withhold', reasons: ['not-a-clinician'] };
  return {
    response: SILENT,
    decision,
    assessment: undefined,
    sources: undefined,
    fetched: 0,
    fhirAccess: 'not-offered',
  };
}

/**
 * The one use case: what is known, what it means, whether to speak, how to say it, what happened.
 *
 * @param ended aborts when the caller has gone
 * @throws HavenError `patient-mismatch` or `precondition-failed`
 */
export async function handleHook(
  call: HookCall,
  tools: HookTools,
  ended: AbortSignal | undefined,
): Promise<HookAnswer> {
  if (!isClinician(call.userId)) return notAClinician(call, tools);
  const { content, ledger } = tools;
  const at = tools.now();
  const fhir = openWithinBudget(call, content, tools.openFhir, ended);
  try {
    const { input, fetched } = await gatherChart(call, content, fhir.port, at);
    const { chart, assessment, decision, cards } = evaluateChart(call, input, content, at, tools.uuid);
    const outcome = decision.kind === 'show' ? 'shown' : (decision.reasons[0] ?? 'below-threshold');
    ledger.count({
      hook: call.behaviour,
      department: chart.department,
      revision: content.revision,
      tier: assessment.tier,
      outcome,
      ageBand: ageBandOf(assessment.age),
      at,
    });
    return {
      response: cards.length === 0 ? SILENT : { cards },
      decision,
      assessment,
      sources: chart.sources,
      fetched,
      fhirAccess: fhir.access,
    };
  } finally {
    fhir.close();
  }
}
