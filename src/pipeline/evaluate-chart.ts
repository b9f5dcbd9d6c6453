import { assess } from '../assess/assess.js';
import { composeCards } from '../cards/compose-cards.js';
import { foldChart } from '../chart/fold-chart.js';
import type { ChartInput } from '../chart/fold-chart.js';
import { decide } from '../decide/decide.js';
import { UNWATCHED } from '../meter/meter.js';
import type { Lap } from '../meter/meter.js';
import type { Assessment } from '../model/assessment.js';
import type { Chart } from '../model/chart.js';
import type { Content } from '../model/content.js';
import type { Decision } from '../model/decision.js';
import type { HookCall } from '../model/hook-call.js';
import { NO_OFFERS } from '../model/offers.js';
import type { Card } from '../protocol/cds-card.js';
import { offersFor } from './offers-for.js';

/** Every intermediate value of one evaluation, for the answer and for `haven explain`. */
export interface Evaluated {
  readonly chart: Chart;
  readonly assessment: Assessment;
  readonly decision: Decision;
  readonly cards: readonly Card[];
}

/**
 * The pure part of the line: chart, assess, decide, directory, cards.
 *
 * @param lap is told where one stage ends and the next begins
 */
export function evaluateChart(
  call: Pick<HookCall, 'client' | 'userId' | 'patientId' | 'encounterId'>,
  input: ChartInput,
  content: Content,
  at: number,
  uuid: () => string,
  lap: Lap = UNWATCHED,
): Evaluated {
  const chart = foldChart(input, content, at);
  lap('fold');
  const assessment = assess(chart, content, at);
  lap('assess');
  const decision = decide(call.userId, assessment, chart, content.site, call.client);
  const offers = decision.kind === 'show' ? offersFor(decision, chart, content, at) : NO_OFFERS;
  const { client, userId, patientId, encounterId } = call;
  const cards = composeCards(decision, { userId, patientId, encounterId, at }, content, client, uuid, offers);
  lap('decide');
  return { chart, assessment, decision, cards };
}
