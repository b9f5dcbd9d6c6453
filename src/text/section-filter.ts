import type { LineKind } from './read-line.js';
import type { PhraseMatcher } from './phrase-matcher.js';
import { eachWord } from './scan-words.js';
import type { WordWalk } from './scan-words.js';

/** Which lines are left out: none, those up to the next label, or all up to the next heading. */
type Skip = 'none' | 'to-label' | 'to-heading';

/** A title without a colon is at most so long. */
const MAX_BARE = 40;

/** How many words of a stretch of text name a form, a leaflet or somebody else's history, and how many it has. */
function countFormWords(
  text: string,
  from: number,
  to: number,
  matcher: PhraseMatcher,
  walk: WordWalk,
): { readonly named: number; readonly words: number } {
  matcher.begin();
  eachWord(text, from, to, walk, (list) => {
    matcher.add(list, -1, 0);
    return true;
  });
  matcher.matchTriggers();
  let named = 0;
  for (let at = 0; at < matcher.triggerCount; at += 1) {
    const kind = matcher.book.triggers[matcher.trigger[at] ?? 0]?.kind;
    if (kind === 'templates' || kind === 'others')
      named = Math.max(named, (matcher.triggerEnd[at] ?? 0) - (matcher.triggerStart[at] ?? 0) + 1);
  }
  const { words } = matcher;
  matcher.begin();
  return { named, words };
}

/**
 * Follows the sections of a note: what stands in screening forms, leaflets, instructions and somebody else's history was
 * not observed (textProcessing.rules 4).
 */
export class SectionFilter {
  private readonly matcher: PhraseMatcher;
  private readonly walk: WordWalk;
  private skip: Skip = 'none';
  private wasBlank = false;

  constructor(matcher: PhraseMatcher, walk: WordWalk) {
    this.matcher = matcher;
    this.walk = walk;
  }

  begin(): void {
    this.skip = 'none';
    this.wasBlank = false;
  }

  /** True where a line begins a section: the sentence before it has ended. Asked between sentences only. */
  beginsSection(line: LineKind, text: string, from: number, to: number): boolean {
    if (line.kind === 'heading' || line.kind === 'labelled') return true;
    if (line.kind !== 'text' || this.matcher.words > 0 || to - from > MAX_BARE) return false;
    const { named, words } = countFormWords(text, from, to, this.matcher, this.walk);
    return named > 0 && named === words;
  }

  private enter(line: LineKind, text: string, from: number, to: number): void {
    const end = line.kind === 'heading' || line.kind === 'labelled' ? line.end : to;
    const isForm = countFormWords(text, from, end, this.matcher, this.walk).named > 0;
    if (isForm) this.skip = line.kind === 'labelled' ? 'to-label' : 'to-heading';
    else if (line.kind === 'heading' || this.skip === 'to-label' || this.wasBlank) this.skip = 'none';
  }

  /** True where a line is to be read. */
  admits(line: LineKind, isSection: boolean, text: string, from: number, to: number): boolean {
    if (isSection) this.enter(line, text, from, to);
    const isBlank = line.kind === 'blank';
    if (isBlank && this.skip === 'to-label') this.skip = 'none';
    this.wasBlank = isBlank;
    return !isBlank && this.skip === 'none' && (line.kind !== 'box' || line.isTicked);
  }
}
