import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/data-content.js';

const text = readFileSync(join(ROOT, 'docs', 'threat-model.md'), 'utf8');
const sections = text
  .split(/^## /m)
  .filter((section) => /^\d\. /.test(section))
  .map((section) => ({
    title: section.slice(0, section.indexOf('\n')),
    rows: [...section.matchAll(/^\| ([STRIDE]) \| (.+?) \| (.+?) \| (.+?) \|$/gm)].map(
      ([, letter = '', threat = '', control = '', proof = '']) => ({ letter, threat, control, proof }),
    ),
  }));
const rows = sections.flatMap((section) => section.rows);
const testsIn = (proof: string): readonly string[] =>
  [...proof.matchAll(/`(test\/[^`]+)`/g)].map(([, path = '']) => path);

describe('docs/threat-model.md', () => {
  it('goes through every step of the data flow that it draws', () => {
    const drawn = [...text.slice(0, text.indexOf('## 1.')).matchAll(/(?<![\w.])([1-8])(?![\w.])/g)].map(
      ([, step]) => step,
    );
    expect(sections.map(({ title }) => title[0])).toStrictEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
    for (const { title } of sections) expect(drawn).toContain(title[0]);
  });

  it.each(sections)('asks all six questions of STRIDE in order: $title', ({ rows: own }) => {
    const letters = own.map(({ letter }) => letter);
    expect([...new Set(letters)]).toStrictEqual('STRIDE'.split(''));
    expect(letters).toStrictEqual(
      letters.toSorted((one, other) => 'STRIDE'.indexOf(one) - 'STRIDE'.indexOf(other)),
    );
  });

  it.each(rows.map((row) => [row.threat, row] as const))(
    'names a test that is there: %s',
    (_threat, { control, proof }) => {
      expect(control.length).toBeGreaterThan(10);
      expect(testsIn(proof).length).toBeGreaterThan(0);
      // What waits for its test says so, and no longer than it has to.
      for (const path of testsIn(proof)) {
        const isAwaited = proof.includes(`to come: \`${path}\``);
        expect([path, existsSync(join(ROOT, path))]).toStrictEqual([path, !isAwaited]);
      }
    },
  );
});
