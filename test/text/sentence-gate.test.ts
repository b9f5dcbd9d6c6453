import { compileGate } from '../../src/text/compile-gate.js';
import type { Anchors } from '../../src/text/choose-anchors.js';
import { SentenceGate } from '../../src/text/sentence-gate.js';
import { groupsIn, smallBook } from '../support/small-book.js';

const anchor = (...terms: readonly number[]) => ({ terms, hasNumbers: false });
const two = (first: number, second: number, span: number): Anchors => ({
  first: anchor(first),
  second: anchor(second),
  span,
});

/** A gate over terms 0 to 3; list n + 1 is of term n alone. */
function gateOf(...patterns: readonly { readonly anchors: Anchors; readonly topic: number }[]): SentenceGate {
  const lists = [[], [0], [1], [2], [3], [0, 2]];
  const book = smallBook();
  return new SentenceGate({
    ...book,
    lists: lists.map((terms) => ({ slots: [], triggers: [], terms })),
    slots: [],
    topics: [0, 1].map(() => ({ language: 'en' as const, from: 0, to: 0 })),
    gate: compileGate(patterns, lists, 4),
  });
}

/** Topics that the gate opens for words of these lists; a negative number is a number in digits. */
function opened(gate: SentenceGate, words: readonly number[]): readonly number[] {
  const list = Int32Array.from(words, (word) => Math.max(0, word));
  const numbers = Int32Array.from(words, (word) => (word < 0 ? -word : -1));
  gate.look({ list, numbers }, words.length);
  return [...gate.topics.subarray(0, gate.count)].toSorted((one, other) => one - other);
}

describe('the gate of sentences', () => {
  it('opens a topic where both anchors stand in their order, both sides of their span', () => {
    const gate = gateOf({ anchors: two(0, 1, 3), topic: 1 });
    expect(opened(gate, [1, 2])).toEqual([1]);
    expect(opened(gate, [1, 0, 0, 2])).toEqual([1]);
    expect(opened(gate, [1, 0, 0, 0, 2])).toEqual([]);
    expect(opened(gate, [2, 1])).toEqual([]);
    expect(opened(gate, [1])).toEqual([]);
    expect(opened(gate, [])).toEqual([]);
  });

  it('takes the nearest second anchor, and lets one word be both only at two places', () => {
    const gate = gateOf({ anchors: two(0, 1, 1), topic: 0 }, { anchors: two(2, 2, 5), topic: 1 });
    expect(opened(gate, [1, 2, 0, 0, 2])).toEqual([0]);
    expect(opened(gate, [3])).toEqual([]);
    expect(opened(gate, [3, 3])).toEqual([1]);
  });

  it('keeps the longest span where patterns of a topic differ in nothing else', () => {
    const gate = gateOf({ anchors: two(0, 1, 1), topic: 0 }, { anchors: two(0, 1, 4), topic: 0 });
    expect(opened(gate, [1, 0, 0, 0, 2])).toEqual([0]);
  });

  it('keeps the longest span for a word that is two terms, whichever of them has it', () => {
    const [near, far] = [two(0, 1, 1), two(2, 1, 4)];
    const [nearer, farther] = [two(2, 1, 1), two(0, 1, 4)];
    for (const [one, other] of [[near, far] as const, [nearer, farther] as const]) {
      const gate = gateOf({ anchors: one, topic: 0 }, { anchors: other, topic: 0 });
      expect(opened(gate, [5, 0, 0, 0, 2])).toEqual([0]);
    }
  });

  it('tells anchors apart whose numbers run together, and those with and without a number in digits', () => {
    const lists = [[], ...Array.from({ length: 13 }, (_, term) => [term])];
    const closing = (...all: readonly Anchors['first'][]): number =>
      compileGate(
        all.map((second) => ({ anchors: { first: anchor(0), second, span: 1 }, topic: 0 })),
        lists,
        13,
      ).anchors;
    expect(closing(anchor(1, 12), anchor(11, 2))).toBe(2);
    expect(closing(anchor(1), { terms: [1], hasNumbers: true })).toBe(2);
    expect(closing(anchor(1, 12), anchor(1, 12))).toBe(1);
  });

  it('opens at once where a pattern has one part, and at any number where that is a number in digits', () => {
    const lone = gateOf({ anchors: { first: anchor(3), second: undefined, span: 0 }, topic: 0 });
    expect([opened(lone, [4]), opened(lone, [3])]).toEqual([[0], []]);
    const digits = { terms: [], hasNumbers: true };
    const numbers = gateOf({ anchors: { first: anchor(0), second: digits, span: 2 }, topic: 1 });
    expect([opened(numbers, [1, 0, -7]), opened(numbers, [1, 0, 0, -7])]).toEqual([[1], []]);
  });

  it('forgets the sentence before', () => {
    const gate = gateOf({ anchors: two(0, 1, 3), topic: 1 });
    expect(opened(gate, [2])).toEqual([]);
    expect(opened(gate, [1])).toEqual([]);
  });

  it('holds back nothing that a pattern matches: words of an expression may stand anywhere in it', () => {
    const book = smallBook([
      {
        id: 'long',
        patterns: ['(in charge of|the man with) .. (passport|travel papers of hers) ..2 #2-9 days'],
      },
    ]);
    expect(
      groupsIn('Is in charge of one two three four five travel papers of hers at least 3 days.', book),
    ).toEqual(['long']);
    expect(groupsIn('The man with a passport 9 days.', book)).toEqual(['long']);
    expect(groupsIn('The man with a passport 10 days.', book)).toEqual([]);
  });
});
