import fc from 'fast-check';
import { takeTurns } from '../../src/pipeline/take-turns.js';

const soon = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('turns (issue 4, section 2: at most three times per encounter)', () => {
  it('of one key never overlap and keep their order, whatever the others do', async () => {
    const asked = fc.array(
      fc.record({ key: fc.constantFrom('a', 'b', 'c'), ms: fc.nat(3), fails: fc.boolean() }),
      { maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(asked, async (list) => {
        const inTurn = takeTurns();
        const running = new Set<string>();
        const done: number[] = [];
        const all = list.map(({ key, ms, fails }, index) =>
          inTurn(key, async () => {
            expect(running.has(key)).toBe(false);
            running.add(key);
            await soon(ms);
            running.delete(key);
            done.push(index);
            if (fails) throw new Error('as asked');
            return index;
          }),
        );
        const ended = await Promise.allSettled(all);
        expect(ended.map(({ status }) => status)).toEqual(
          list.map(({ fails }) => (fails ? 'rejected' : 'fulfilled')),
        );
        for (const key of ['a', 'b', 'c']) {
          const own = done.filter((index) => list[index]?.key === key);
          expect(own).toEqual(own.toSorted((one, other) => one - other));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('of another key do not wait', async () => {
    const inTurn = takeTurns();
    let release: () => void = () => undefined;
    const held = inTurn('a', () => new Promise<void>((resolve) => (release = resolve)));
    expect(await inTurn('b', async () => 'done')).toBe('done');
    release();
    await held;
  });
});
