import { gatherChart } from '../chart/gather-chart.js';
import { isClinician } from '../decide/decide.js';
import type { Ledger } from '../ledger/ledger.js';
import { UNWATCHED } from '../meter/meter.js';
import type { Lap } from '../meter/meter.js';
import { ageBandOf } from '../model/age-band.js';
import type { Assessment } from '../model/assessment.js';
import type { Chart } from '../model/chart.js';
import { outcomeOf } from '../model/decision.js';
import type { Decision, Withheld } from '../model/decision.js';
import type { HookCall } from '../model/hook-call.js';
import { readsNothing } from '../model/mode.js';
import type { Source } from '../model/source.js';
import type { CdsResponse } from '../protocol/cds-card.js';
import { evaluateChart } from './evaluate-chart.js';
import type { Evaluated } from './evaluate-chart.js';
import { giveCards } from './give-cards.js';
import type { GiveTools } from './give-cards.js';
import { modeBeforeReading } from './mode-before-reading.js';
import { openWithinBudget } from './open-within-budget.js';
import type { FhirAccessKind, OpenFhirWithin } from './open-within-budget.js';

/** What a call is handled with; time and ids are given. */
export interface HookTools extends GiveTools {
  readonly ledger: Pick<Ledger, 'issue' | 'count'>;
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
  /** undefined where nothing was read, or nothing of it may be known: no clinician, switched off, a chart that is left alone */
  readonly assessment: Assessment | undefined;
  readonly sources: Chart['sources'] | undefined;
  /** id of the site's department in which the call is */
  readonly department: string | undefined;
  /** prefetch keys of the content that were not sent; undefined where nothing was read */
  readonly missing: readonly Source[] | undefined;
  readonly fetched: number;
  readonly fhirAccess: FhirAccessKind;
}

/** A call that was read and judged; nothing of its body is held any more. */
interface ReadCall extends Pick<HookAnswer, 'missing' | 'fetched' | 'fhirAccess'> {
  readonly evaluated: Evaluated;
}

const SILENT: CdsResponse = Object.freeze({ cards: Object.freeze([]) });

/** What is counted of a call besides what became of it. */
interface CountedCall {
  readonly department: string | undefined;
  readonly assessment: Assessment | undefined;
  readonly at: number;
}

/** Counts a call by what became of it. */
function count(
  call: HookCall,
  tools: HookTools,
  decision: Decision,
  { department, assessment, at }: CountedCall,
): void {
  tools.ledger.count({
    hook: call.behaviour,
    department,
    revision: tools.content.revision,
    tier: assessment?.tier,
    outcome: outcomeOf(decision),
    ageBand: ageBandOf(assessment?.age),
    at,
  });
}

/** Answers without having read anything. */
function unread(
  call: HookCall,
  tools: HookTools,
  reason: Withheld,
  place: Pick<CountedCall, 'department' | 'at'>,
): HookAnswer {
  const decision: Decision = { kind: 'withhold', reasons: [reason] };
  count(call, tools, decision, { assessment: undefined, ...place });
  tools.lap?.('ledger');
  const { department } = place;
  const nothing = { assessment: undefined, sources: undefined, missing: undefined, department, fetched: 0 };
  return { response: SILENT, decision, ...nothing, fhirAccess: 'not-offered' };
}

/** Everything that needs the body of a call: what is known, what it means, whether to speak, how to say it. */
async function readCall(
  call: HookCall,
  { content, openFhir, uuid, lap = UNWATCHED }: HookTools,
  ended: AbortSignal | undefined,
  at: number,
): Promise<ReadCall> {
  const fhir = openWithinBudget(call, content, openFhir, ended);
  try {
    const { input, fetched } = await gatherChart(call, content, fhir.port, at);
    lap('gather');
    const evaluated = evaluateChart(call, input, content, at, uuid, lap);
    const missing = content.prefetch.flatMap(({ key }) => (call.prefetch.has(key) ? [] : [key]));
    call.prefetch.clear();
    return { evaluated, missing, fetched, fhirAccess: fhir.access };
  } finally {
    fhir.close();
  }
}

/**
 * The one use case: who asks, whether anything may be said, what is known, what it means, whether to speak, how to say it, what
 * happened.
 *
 * @param call is emptied of what was sent along with it
 * @param ended aborts when the caller has gone
 * @throws HavenError `patient-mismatch` or `precondition-failed`
 */
export async function handleHook(
  call: HookCall,
  tools: HookTools,
  ended: AbortSignal | undefined,
): Promise<HookAnswer> {
  const at = tools.now();
  if (!isClinician(call.userId)) return unread(call, tools, 'not-a-clinician', { department: undefined, at });
  const { mode, department } = modeBeforeReading(call, tools.content.site, tools.restraints(), at);
  if (readsNothing(mode)) return unread(call, tools, mode, { department, at });
  const { evaluated, ...read } = await readCall(call, tools, ended, at);
  const { chart } = evaluated;
  const { decision, cards } = await giveCards(call, evaluated, tools, at);
  const assessment = chart.excluded ? undefined : evaluated.assessment;
  count(call, tools, decision, { department: chart.department, assessment, at });
  tools.lap?.('ledger');
  const response = cards.length === 0 ? SILENT : { cards };
  return {
    response,
    decision,
    assessment,
    sources: chart.sources,
    department: chart.department,
    ...read,
  };
}
