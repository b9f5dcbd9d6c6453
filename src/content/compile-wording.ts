import { APPROACHES } from '../model/approach.js';
import { CIRCUMSTANCES } from '../model/circumstance.js';
import { HavenError } from '../model/haven-error.js';
import { AUDIENCES } from '../model/decision.js';
import type { Audience } from '../model/decision.js';
import type { CardText, TextChange, Wording } from '../model/wording.js';
import type { ParsedContent } from './parse-content.js';
import type { CardEntry, WordingEntry } from './schema/wording-file.js';

function ordersOf(orders: WordingEntry['orders']): Wording['orders'] {
  return {
    interpreter: { minorDescription: undefined, ...orders.interpreter },
    'private-rooming': { minorDescription: undefined, ...orders['private-rooming'] },
    'social-work': { minorDescription: undefined, ...orders['social-work'] },
    'follow-up': { minorDescription: undefined, ...orders['follow-up'] },
  };
}

type Variants = WordingEntry['cards']['time-alone'];

function definedSteps(steps: CardEntry['steps']): CardText['steps'] {
  return Object.fromEntries(Object.entries(steps).filter(([, text]) => text !== undefined));
}

function changeOf({
  summary,
  routineSummary,
  steps,
  without,
}: NonNullable<CardEntry['universal-education']>): TextChange {
  return { summary, routineSummary, steps: definedSteps(steps), without };
}

function changesOf<K extends string>(
  names: readonly K[],
  entry: Readonly<Partial<Record<K, CardEntry['universal-education']>>>,
): Readonly<Partial<Record<K, TextChange>>> {
  const changes: Partial<Record<K, TextChange>> = {};
  for (const name of names) {
    const change = entry[name];
    if (change !== undefined) changes[name] = changeOf(change);
  }
  return changes;
}

/** One card for one audience, with what lies over it. A conversation is what the cards themselves say. */
export function compileCardText(entry: CardEntry): CardText {
  const approaches = APPROACHES.filter((approach) => approach !== 'conversation');
  return {
    summary: entry.summary,
    routineSummary: entry.routineSummary,
    steps: definedSteps(entry.steps),
    approaches: changesOf(approaches, entry),
    circumstances: changesOf(CIRCUMSTANCES, entry),
  };
}

function textsOf(variants: Variants): Readonly<Partial<Record<Audience, CardText>>> {
  const texts: Partial<Record<Audience, CardText>> = {};
  for (const audience of AUDIENCES) {
    const text = variants[audience];
    if (text !== undefined) texts[audience] = compileCardText(text);
  }
  return texts;
}

/** The words of one language, from both folders. */
export function compileWording(parsed: ParsedContent, language: string): Wording {
  const own = parsed.wordings.get(language)?.value;
  const continuity = parsed.continuityWordings.get(language)?.value;
  if (own === undefined || continuity === undefined)
    throw new HavenError('content-invalid', `no wording in ${language}`);
  return {
    ...own,
    language,
    cards: {
      'time-alone': textsOf(own.cards['time-alone']),
      'private-conversation': textsOf(own.cards['private-conversation']),
      'child-protection': textsOf(own.cards['child-protection']),
      continuity: textsOf(continuity.cards.continuity),
    },
    orders: ordersOf(own.orders),
    plan: continuity.plan,
    overrideReasons: own.overrideReasons,
  };
}
