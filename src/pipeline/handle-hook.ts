import { gatherChart } from '../chart/gather-chart.js';
import { isClinician } from '../decide/decide.js';
import type { Ledger } from '../ledger/ledger.js';
import { UNWATCHED } from '../meter/meter.js';
import type { Lap } from '../meter/meter.js';
import { ageBandOf } from '../model/age-band.js';
import type { Assessment } from '../model/assessment.js';
import type { Chart } from '../model/chart.js';
import type { Content } from '../model/content.js';
import { outcomeOf } from '../model/decision.js';
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
  /** is told where one stage ends and the next begins */
  readonly lap?: Lap;
}

/** The answer, and what an operator may know of it. */
export interface HookAnswer {
  readonly response: CdsResponse;
  readonly decision: Decision;
  /** undefined where nothing was read: the user is no clinician */
  readonly assessment: Assessment | undefined;
  readonly sources: Chart['sources'] | undefined;
  /** id of the site's department in which the call is */
  readonly department: string | undefined;
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
  tools.lap?.('ledger');
  const decision: Decision = { kind: 'withhold', reasons: ['not-a-clinician'] };
  return {
    response: SILENT,
    decision,
    assessment: undefined,
    sources: undefined,
    department: undefined,
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
  const { content, ledger, lap = UNWATCHED } = tools;
  const at = tools.now();
  const fhir = openWithinBudget(call, content, tools.openFhir, ended);
  try {
    const { input, fetched } = await gatherChart(call, content, fhir.port, at);
    lap('gather');
    const { chart, assessment, decision, cards } = evaluateChart(call, input, content, at, tools.uuid, lap);
    const { department, sources } = chart;
    ledger.count({
      hook: call.behaviour,
      department,
      revision: content.revision,
      tier: assessment.tier,
      outcome: outcomeOf(decision),
      ageBand: ageBandOf(assessment.age),
      at,
    });
    lap('ledger');
    return {
      response: cards.length === 0 ? SILENT : { cards },
      decision,
      assessment,
      sources,
      department,
      fetched,
      fhirAccess: fhir.access,
    };
  } finally {
    fhir.close();
  }
}
