import type { Language } from '../model/language.js';
import type { TriggerKind } from '../model/phrase-book.js';
import { MAX_WORDS, SEPARATOR } from './phrase-matcher.js';
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
  readonly first: number;
  readonly last: number;
  /** by word: whether the pattern used it */
  readonly uses: (word: number) => boolean;
  readonly triggers: readonly PlacedTrigger[];
  /** the first word that belongs to the same clause as the match */
  readonly scope: number;
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

/** After the last word that ends what was before the match. */
function scopeStart({ triggers, first, uses }: Pick<MatchView, 'triggers' | 'first' | 'uses'>): number {
  let start = 0;
  for (const { kind, start: from, end } of triggers) {
    if (kind !== 'terminators' || end >= first || uses(from)) continue;
    // `ne rapporte pas`: a denial may hold a word that ends a clause elsewhere.
    if (!isWithin({ triggers }, 'denial', from, end)) start = Math.max(start, end + 1);
  }
  return start;
}

/** Shows the matches of sentences, one after another: what it shows holds until the next. Nothing is made for each. */
export class MatchViewer implements MatchView {
  first = 0;
  last = 0;
  scope = 0;
  triggers: readonly PlacedTrigger[] = [];
  private readonly matcher: PhraseMatcher;
  /** by word: the last view that used it; their number outgrows 32 bits in a process that runs for months */
  private readonly usedBy = new Float64Array(MAX_WORDS);
  private views = 0;

  constructor(matcher: PhraseMatcher) {
    this.matcher = matcher;
  }

  get words(): number {
    return this.matcher.words;
  }

  readonly uses = (word: number): boolean => this.usedBy[word] === this.views;

  readonly separatorBefore = (word: number): number => this.matcher.separators[word] ?? 0;

  readonly numberAt = (word: number): number | undefined => {
    const number = word < this.matcher.words ? (this.matcher.numbers[word] ?? -1) : -1;
    return number < 0 ? undefined : number;
  };

  /** Turns to one match of the sentence that the matcher holds. */
  show(match: number, triggers: readonly PlacedTrigger[]): MatchView {
    const { nodeStart, nodeEnd, nodeBefore } = this.matcher.slots;
    this.views += 1;
    this.triggers = triggers;
    let node = this.matcher.matchNode[match] ?? -1;
    this.last = nodeEnd[node] ?? 0;
    this.first = this.last;
    while (node >= 0) {
      this.first = nodeStart[node] ?? 0;
      for (let word = this.first; word <= (nodeEnd[node] ?? 0); word += 1) this.usedBy[word] = this.views;
      node = nodeBefore[node] ?? -1;
    }
    this.scope = scopeStart(this);
    return this;
  }
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
