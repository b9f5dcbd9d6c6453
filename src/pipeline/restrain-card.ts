import type { Restraints } from '../decide/effective-mode.js';
import { holdBack } from '../decide/hold-back.js';
import type { Ledger } from '../ledger/ledger.js';
import type { SubjectSealer } from '../ledger/seal-subject.js';
import type { Chart } from '../model/chart.js';
import type { Content } from '../model/content.js';
import type { Decision } from '../model/decision.js';
import type { HookCall } from '../model/hook-call.js';
import { quietest } from '../model/mode.js';
import { placesOf } from '../model/places-of.js';
import type { Site } from '../model/site.js';
import type { Evaluated } from './evaluate-chart.js';
import { standingOf } from './standing-of.js';
import { subjectOf } from './subject-of.js';

/** What a card that would be shown is held against. */
export interface RestraintTools {
  readonly content: Content;
  readonly ledger: Pick<Ledger, 'recall'>;
  readonly sealer: SubjectSealer;
  /** what operators have set, and which departments are over their budget */
  readonly restraints: () => Restraints;
}

/**
 * Where a call may be. Where it names an encounter that could not be read, nobody knows its department: it may be any, one that is
 * suspended too.
 */
function possiblePlaces(
  { encounterId }: Pick<HookCall, 'encounterId'>,
  { department, encounter }: Pick<Chart, 'department' | 'encounter'>,
  site: Pick<Site, 'departments'>,
): readonly (string | undefined)[] {
  const isUnread = encounterId !== undefined && encounter === undefined;
  return isUnread ? placesOf(site) : [department];
}

/**
 * Whether a card that would be shown may be: how loud its department is now, and what was said about this patient and topic
 * before. Nothing is looked up where there is no card, or where it would not be shown anyway.
 */
export async function restrainCard(
  call: HookCall,
  { chart, assessment, decision }: Pick<Evaluated, 'chart' | 'assessment' | 'decision'>,
  { content, ledger, sealer, restraints }: RestraintTools,
  at: number,
): Promise<Decision> {
  if (decision.kind === 'withhold') return decision;
  const { site, cardPlans } = content;
  const held = restraints();
  const places = possiblePlaces(call, chart, site);
  const mode = quietest(places.map((place) => standingOf(content, place, held, at).mode));
  if (mode !== 'live') return { kind: 'withhold', reasons: [mode] };
  if (site.cooldown === undefined) return decision;
  const { topic } = cardPlans[decision.pathway];
  const known = sealer.known(subjectOf(call, chart), topic);
  const recall = await ledger.recall(known, topic, at);
  const frame = { times: site.cooldown, reportsOutcomes: call.client.reportsOutcomes, at };
  const why = holdBack(recall, assessment.tier, frame);
  return why === undefined ? decision : { kind: 'withhold', reasons: [why] };
}
