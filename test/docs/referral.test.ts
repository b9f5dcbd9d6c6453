import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOOP_STATES } from '../../src/model/loop-state.js';
import { OFFER_MARKS } from '../../src/model/plan-activity.js';
import { SDOHCC_ROWS } from '../support/sdohcc.js';

const ROOT = join(import.meta.dirname, '..', '..');
const PAGE = readFileSync(join(ROOT, 'docs', 'referral.md'), 'utf8');

/** The rows of the table below a heading, cells without code marks. */
function tableUnder(heading: string): readonly (readonly string[])[] {
  const [, section = ''] = PAGE.split(`\n## ${heading}\n`);
  const [own = ''] = section.split('\n## ');
  const lines = own.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
}

describe('docs/referral.md: what it says is what the code does and the tests hold', () => {
  it('its table of the SDOHCC profiles is the table that every proposal is held to', () => {
    expect(tableUnder('SDOHCC')).toEqual(
      SDOHCC_ROWS.map(({ profile, element, cardinality, fixed, ours, source }) => [
        profile,
        element,
        cardinality,
        fixed,
        ours,
        source,
      ]),
    );
  });
  it('lists every state of a referral with its status', () => {
    const rows = tableUnder('How a referral stands').map(([state, status]) => [state, status]);
    expect(rows).toEqual(Object.entries(LOOP_STATES));
  });
  it('lists every mark of a plan with its status', () => {
    expect(tableUnder('The plan of the continuity card')).toEqual(Object.entries(OFFER_MARKS));
  });
});
