import type { Language } from '../model/language.js';
import type { Pattern, TriggerKind } from '../model/phrase-book.js';
import { SEPARATOR } from './phrase-matcher.js';
import type { PhraseMatcher } from './phrase-matcher.js';

/** One word or expression that turns phrases around, where it stands in the sentence. */
export interface PlacedTrigger {
  readonly kind: TriggerKind;
  readonly start: number;
  readonly end: number;
  readonly value: number;
}

/** One match in its sentence, as its context is judged. */
export interface MatchView {
  readonly pattern: Pattern;
  readonly first: number;
  readonly last: number;
  /** by word: whether the pattern used it */
  readonly uses: (word: number) => boolean;
  readonly triggers: readonly PlacedTrigger[];
  readonly words: number;
  readonly separatorBefore: (word: number) => number;
  /** the number that a word writes in digits */
  readonly numberAt: (word: number) => number | undefined;
}

/** The triggers of a sentence in one language. */
export function triggersIn(matcher: PhraseMatcher, language: Language): readonly PlacedTrigger[] {
  const placed: PlacedTrigger[] = [];
  for (let at = 0; at < matcher.triggerCount; at += 1) {
    const trigger = matcher.book.triggers[matcher.trigger[at] ?? 0];
    if (trigger === undefined || (trigger.language ?? language) !== language) continue;
    placed.push({
      kind: trigger.kind,
      start: matcher.triggerStart[at] ?? 0,
      end: matcher.triggerEnd[at] ?? 0,
      value: trigger.value,
    });
  }
  return placed;
}

/** Makes the view of one match of a sentence. */
export function viewMatch(
  matcher: PhraseMatcher,
  match: number,
  pattern: Pattern,
  triggers: readonly PlacedTrigger[],
): MatchView {
  const used = new Set<number>();
  const { nodeStart, nodeEnd, nodeBefore } = matcher.slots;
  let node = matcher.matchNode[match] ?? -1;
  const last = nodeEnd[node] ?? 0;
  let first = last;
  while (node >= 0) {
    first = nodeStart[node] ?? 0;
    for (let word = first; word <= (nodeEnd[node] ?? 0); word += 1) used.add(word);
    node = nodeBefore[node] ?? -1;
  }
  return {
    pattern,
    first,
    last,
    uses: (word) => used.has(word),
    triggers,
    words: matcher.words,
    separatorBefore: (word) => matcher.separators[word] ?? 0,
    numberAt: (word) => {
      const number = word < matcher.words ? (matcher.numbers[word] ?? -1) : -1;
      return number < 0 ? undefined : number;
    },
  };
}

/** True where a comma, a dash or a bracket stands somewhere after one word and not after another. */
export function isSeparated(view: MatchView, after: number, upTo: number): boolean {
  for (let word = after + 1; word <= upTo; word += 1)
    if ((view.separatorBefore(word) & (SEPARATOR.comma | SEPARATOR.bracket)) !== 0) return true;
  return false;
}

/** True where some words lie inside an expression of a kind. */
export function isWithin(
  { triggers }: Pick<MatchView, 'triggers'>,
  kind: TriggerKind,
  start: number,
  end: number,
): boolean {
  return triggers.some((one) => one.kind === kind && one.start <= start && one.end >= end);
}

/** The first word that belongs to the same clause as the match: after the last word that ends what was before. */
export function scopeStart(view: MatchView): number {
  const { triggers, first, uses } = view;
  let start = 0;
  for (const { kind, start: from, end } of triggers) {
    if (kind !== 'terminators' || end >= first || uses(from)) continue;
    // `ne rapporte pas`: a denial may hold a word that ends a clause elsewhere.
    if (!isWithin(view, 'denial', from, end)) start = Math.max(start, end + 1);
  }
  return start;
}
