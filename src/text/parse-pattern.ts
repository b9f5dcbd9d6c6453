/** One part of a pattern: any of some expressions or of some numbers in digits. */
export interface PatternPart {
  /** words that may stand before it, after the part before */
  readonly gap: number;
  readonly expressions: readonly string[];
  readonly numbers: readonly NumberRange[];
}

interface NumberRange {
  readonly from: number;
  readonly to: number;
}

export type ParsedPattern =
  | { readonly kind: 'parsed'; readonly parts: readonly PatternPart[] }
  | { readonly kind: 'refused'; readonly message: string };

/** Lists of words by name. */
export type WordLists = Readonly<Record<string, readonly string[]>>;

const DEFAULT_GAP = 5;
const PART = /\s*(?:(\.\.)(\d?)|<([a-z0-9-]+)>|\(([^()]*)\)|([^\s<>().]+))(?=\s|$)/y;
/** A word, or the beginning of one: three letters or more (thirty at most), and a star. */
const WORD = /^(?:[\p{L}\p{N}\p{M}'’/-]+|[\p{L}\p{N}\p{M}'’/-]{3,30}\*)$/u;

class Refusal extends Error {}

/** Lists are named by many patterns: each is expanded once. */
const EXPANDED = new WeakMap<WordLists, Map<string, readonly string[]>>();

/** The expressions of a list, with those of the lists that it names. */
function expandList(name: string, lists: WordLists, above: readonly string[] = []): readonly string[] {
  const known = EXPANDED.get(lists) ?? new Map<string, readonly string[]>();
  EXPANDED.set(lists, known);
  const expanded = known.get(name) ?? readList(name, lists, above);
  known.set(name, expanded);
  return expanded;
}

function readList(name: string, lists: WordLists, above: readonly string[]): readonly string[] {
  const list = Object.hasOwn(lists, name) ? lists[name] : undefined;
  if (list === undefined) throw new Refusal(`no list <${name}>`);
  if (above.includes(name)) throw new Refusal(`list <${name}> names itself`);
  return list.flatMap((entry) => {
    const inner = /^<([a-z0-9-]+)>$/.exec(entry.trim());
    return inner?.[1] === undefined
      ? [checkExpression(entry)]
      : expandList(inner[1], lists, [...above, name]);
  });
}

/** An expression, or a range of numbers, as it may stand. */
function checkExpression(expression: string): string {
  if (rangeOf(expression) !== undefined) return expression.trim();
  const words = expression.trim().split(/\s+/);
  const odd = words.find((word) => !WORD.test(word));
  if (odd !== undefined)
    throw new Refusal(
      `"${odd}" is no word (letters, digits, apostrophe, hyphen; a star only after three letters)`,
    );
  return expression.trim();
}

/** A number in digits within a range: `#12-24`. */
function rangeOf(text: string): NumberRange | undefined {
  if (!text.includes('#')) return undefined;
  const found = /^#(\d{1,4})-(\d{1,4})$/.exec(text.trim());
  if (found === null) return undefined;
  const [from, to] = [Number(found[1]), Number(found[2])];
  if (from > to) throw new Refusal(`${text} is no range`);
  return { from, to };
}

function alternativesOf(found: RegExpExecArray, lists: WordLists): readonly string[] {
  const [, , , list, alternatives, word] = found;
  if (list !== undefined) return expandList(list, lists);
  return (alternatives?.split('|') ?? [word ?? '']).flatMap((one) => {
    const inner = /^\s*<([a-z0-9-]+)>\s*$/.exec(one);
    return inner?.[1] === undefined ? [one] : expandList(inner[1], lists);
  });
}

function partOf(found: RegExpExecArray, gap: number, lists: WordLists): PatternPart {
  const alternatives = alternativesOf(found, lists);
  const numbers = alternatives.flatMap((one) => rangeOf(one) ?? []);
  const plain =
    numbers.length === 0 ? alternatives : alternatives.filter((one) => rangeOf(one) === undefined);
  return { gap, expressions: found[3] === undefined ? plain.map(checkExpression) : plain, numbers };
}

function parseParts(pattern: string, lists: WordLists): readonly PatternPart[] {
  const parts: PatternPart[] = [];
  let gap = 0;
  PART.lastIndex = 0;
  while (PART.lastIndex < pattern.trimEnd().length) {
    const from = PART.lastIndex;
    const found = PART.exec(pattern);
    if (found === null) throw new Refusal(`cannot read "${pattern.slice(from).trim()}"`);
    if (found[1] !== undefined) {
      if (parts.length === 0 || gap > 0) throw new Refusal('".." stands between two parts');
      gap = found[2] === '' ? DEFAULT_GAP : Number(found[2]);
      continue;
    }
    parts.push(partOf(found, gap, lists));
    gap = 0;
  }
  if (gap > 0) throw new Refusal('".." stands between two parts');
  if (parts.length === 0) throw new Refusal('a pattern has at least one part');
  return parts;
}

/**
 * Reads a pattern: words, `word*`, `(a|b c)`, `<list>`, `#12-24`, and `..` or `..3` for words in between. There is no
 * repetition and no backtracking in it, so that reading a text takes time in proportion to its length (decision 26).
 */
export function parsePattern(pattern: string, lists: WordLists): ParsedPattern {
  try {
    return { kind: 'parsed', parts: parseParts(pattern, lists) };
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'refused', message: error.message };
    throw error;
  }
}
