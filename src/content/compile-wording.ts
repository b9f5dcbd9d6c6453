import { HavenError } from '../model/haven-error.js';
import { AUDIENCES } from '../model/decision.js';
import type { Audience } from '../model/decision.js';
import type { CardText, Wording } from '../model/wording.js';
import type { ParsedContent } from './parse-content.js';
import type { WordingEntry } from './schema/wording-file.js';

function ordersOf(orders: WordingEntry['orders']): Wording['orders'] {
  return {
    interpreter: { minorDescription: undefined, ...orders.interpreter },
    'private-rooming': { minorDescription: undefined, ...orders['private-rooming'] },
    'social-work': { minorDescription: undefined, ...orders['social-work'] },
    'follow-up': { minorDescription: undefined, ...orders['follow-up'] },
  };
}

type Variants = WordingEntry['cards']['time-alone'];

function textsOf(variants: Variants): Readonly<Partial<Record<Audience, CardText>>> {
  const texts: Partial<Record<Audience, CardText>> = {};
  for (const audience of AUDIENCES) {
    const text = variants[audience];
    if (text !== undefined)
      texts[audience] = {
        summary: text.summary,
        routineSummary: text.routineSummary,
        steps: definedSteps(text.steps),
      };
  }
  return texts;
}

function definedSteps(steps: NonNullable<Variants['any']>['steps']): CardText['steps'] {
  return Object.fromEntries(Object.entries(steps).filter(([, text]) => text !== undefined));
}

/** The words of one language, from both folders. */
export function compileWording(parsed: ParsedContent, language: string): Wording {
  const own = parsed.wordings.get(language)?.value;
  const continuity = parsed.continuityWordings.get(language)?.value;
  if (own === undefined || continuity === undefined)
    throw new HavenError('content-invalid', `no wording in ${language}`);
  return {
    language,
    source: own.source,
    immediateDanger: own.immediateDanger,
    supportLine: own.supportLine,
    localContact: own.localContact,
    cards: {
      'time-alone': textsOf(own.cards['time-alone']),
      'private-conversation': textsOf(own.cards['private-conversation']),
      'child-protection': textsOf(own.cards['child-protection']),
      continuity: textsOf(continuity.cards.continuity),
    },
    orders: ordersOf(own.orders),
    overrideReasons: own.overrideReasons,
  };
}
