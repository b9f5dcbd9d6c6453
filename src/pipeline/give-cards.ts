import type { Restraints } from '../decide/effective-mode.js';
import type { Content } from '../model/content.js';
import type { Decision, Withheld } from '../model/decision.js';
import type { HookCall } from '../model/hook-call.js';
import type { Card } from '../protocol/cds-card.js';
import type { Evaluated } from './evaluate-chart.js';
import { issueCards } from './issue-cards.js';
import type { IssueTools } from './issue-cards.js';
import { modeAfterReading } from './mode-after-reading.js';

/** What cards are given with. */
export interface GiveTools extends IssueTools {
  readonly content: Content;
  /** what operators have set, and which departments are over their budget */
  readonly restraints: () => Restraints;
}

/** What became of a card that would be shown, and what is shown. */
export interface Given {
  readonly decision: Decision;
  readonly cards: readonly Card[];
}

function heldBack(...reasons: readonly Withheld[]): Given {
  return { decision: { kind: 'withhold', reasons }, cards: [] };
}

/**
 * Gives the cards of a chart, or holds them back: by how loud its department is now, and by what was said about this patient and
 * topic before. Nothing is looked up where there is no card, or where it would not be shown anyway.
 */
export async function giveCards(
  call: HookCall,
  evaluated: Evaluated,
  tools: GiveTools,
  at: number,
): Promise<Given> {
  const { decision, chart } = evaluated;
  if (decision.kind === 'withhold') return { decision, cards: [] };
  const mode = modeAfterReading(call, chart, tools.content, tools.restraints(), at);
  if (mode !== 'live') return heldBack(mode);
  const issued = await issueCards(call, evaluated, tools, at);
  const cards = issued.flatMap(({ card, why }) => (why === undefined ? [card] : []));
  const reasons = issued.flatMap(({ why }) => why ?? []);
  return cards.length === 0 && reasons.length > 0 ? heldBack(...reasons) : { decision, cards };
}
