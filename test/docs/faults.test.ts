import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/data-content.js';

const text = readFileSync(join(ROOT, 'docs', 'faults.md'), 'utf8');
const folder = join(ROOT, 'test', 'faults');

describe('docs/faults.md', () => {
  it('tells of every fault that is injected, and of no other', () => {
    const injected = readdirSync(folder)
      .map(
        (name) =>
          /(?:: Fault = |return )\{\s*name: '(.+)',/.exec(readFileSync(join(folder, name), 'utf8'))?.[1],
      )
      .filter((name) => name !== undefined);
    const told = [...text.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name);
    expect(new Set(told)).toStrictEqual(new Set(injected));
  });
});
