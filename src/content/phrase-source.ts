import { before, parsePeriod } from '../model/period.js';
import { DAY_MS } from '../model/civil.js';
import type { TriggerKind } from '../model/phrase-book.js';
import type { LanguageSource, TriggerSource } from '../text/phrase-source.js';
import type { PhraseEntry } from './schema/phrase-file.js';

const PLAIN = [
  'denial',
  'none',
  'not',
  'after',
  'terminators',
  'hypothetical',
  'instruction',
  'past',
  'ongoing',
  'relations',
  'employers',
  'company',
  'speech',
  'patient',
  'pronouns',
  'templates',
  'others',
  'yes',
  'no',
  'abbreviations',
  'pseudo',
  'whose',
  'continues',
  'lives',
] as const satisfies readonly TriggerKind[];

/** Days of a unit, as people mean them in notes. */
const UNIT_DAYS = { day: 1, week: 7, month: 30.4, year: 365.25 } as const;
const UNITS = ['day', 'week', 'month', 'year'] as const;

function daysOf(period: string): number {
  const parsed = parsePeriod(period);
  return parsed === undefined ? 0 : Math.round((0 - before(0, parsed)) / DAY_MS);
}

function each(kind: TriggerKind, expressions: readonly string[], value = 0): readonly TriggerSource[] {
  return expressions.map((expression) => ({ kind, expression, value }));
}

function triggersOf(context: PhraseEntry['context']): readonly TriggerSource[] {
  const { ago } = context;
  return [
    ...PLAIN.flatMap((kind) => each(kind, context[kind])),
    ...each('ago-before', ago.before),
    ...each('ago-after', ago.after),
    ...UNITS.flatMap((unit) => each('unit', ago.units[unit], UNIT_DAYS[unit])),
    ...Object.entries(ago.numbers).flatMap(([number, words]) => each('number', words, Number(number))),
    ...Object.entries(ago.spans).flatMap(([period, words]) => each('span', words, daysOf(period))),
  ];
}

/** What the text reader needs of a phrase file: patterns, lists and triggers, not the examples. */
export function phraseSource(entry: PhraseEntry): LanguageSource {
  return {
    language: entry.language,
    lists: entry.lists,
    groups: entry.groups.map((group) => ({
      id: group.id,
      patterns: group.patterns.map(({ phrase }) => phrase),
      unless: group.unless,
      keepsConditional: group.conditional === 'keeps',
      keepsPast: group.past === 'keeps',
    })),
    triggers: triggersOf(entry.context),
    samples: entry.groups.flatMap(({ patterns }) => patterns.flatMap(({ misses }) => misses)),
  };
}
