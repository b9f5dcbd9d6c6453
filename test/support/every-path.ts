import { ageGroups } from '../../src/cli/docs/age-bands.js';
import type { Band } from '../../src/cli/docs/age-bands.js';
import { Coverage } from '../../src/cli/docs/coverage.js';
import type { Cell } from '../../src/cli/docs/coverage.js';
import { evidenceOf } from '../../src/cli/docs/evidence-kind.js';
import type { Evidence } from '../../src/cli/docs/evidence-kind.js';
import type { Content } from '../../src/model/content.js';
import { FAMILIES } from '../../src/model/cue.js';
import type { Family } from '../../src/model/cue.js';
import type { Setting } from '../../src/model/chart.js';

/** One cell of the page of coverage with its place. */
export interface PlacedCell {
  readonly band: Band;
  readonly setting: Setting;
  readonly tier: 2 | 3;
  readonly evidence: Evidence;
  readonly cell: Cell;
}

/** Every cell of a page of coverage with cues of some families. */
export function everyCell(
  content: Content,
  asked: { readonly among?: readonly Family[]; readonly needs?: Family } = {},
  coverage = new Coverage(content),
): readonly PlacedCell[] {
  const bands = ageGroups(content).flatMap((group) => group.bands);
  const among = asked.among ?? FAMILIES;
  return bands.flatMap((band) =>
    evidenceOf(content).flatMap((evidence) =>
      (['ED', 'AMB'] as const).flatMap((setting) =>
        ([2, 3] as const).map((tier) => ({
          band,
          setting,
          tier,
          evidence,
          cell: coverage.cell({ band, setting, evidence }, { ...asked, among, tier }),
        })),
      ),
    ),
  );
}
