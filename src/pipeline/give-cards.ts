import type { Ledger } from '../ledger/ledger.js';
import type { Decision } from '../model/decision.js';
import type { HookCall } from '../model/hook-call.js';
import type { Card } from '../protocol/cds-card.js';
import type { Evaluated } from './evaluate-chart.js';
import { issueCards } from './issue-cards.js';
import { restrainCard } from './restrain-card.js';
import type { RestraintTools } from './restrain-card.js';
import type { TakeTurns } from './take-turns.js';

/** What cards are given with. */
export interface GiveTools extends RestraintTools {
  readonly ledger: Pick<Ledger, 'recall' | 'issue'>;
  readonly inTurn: TakeTurns;
}

/** What became of a card that would be shown, and what is shown. */
export interface Given {
  readonly decision: Decision;
  readonly cards: readonly Card[];
}

/**
 * Gives the cards of a chart, or holds them back. For a client that tells no outcomes cards are counted, so that two of its calls
 * about one patient at once must not both look before either has written.
 */
export async function giveCards(
  call: HookCall,
  evaluated: Evaluated,
  tools: GiveTools,
  at: number,
): Promise<Given> {
  const give = async (): Promise<Given> => {
    const decision = await restrainCard(call, evaluated, tools, at);
    const cards = decision.kind === 'show' ? evaluated.cards : [];
    await issueCards(call, cards, evaluated, tools, at);
    return { decision, cards };
  };
  if (call.client.reportsOutcomes || evaluated.decision.kind === 'withhold') return give();
  return tools.inTurn(JSON.stringify([call.client.id, call.patientId]), give);
}
