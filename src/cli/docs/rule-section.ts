import { isEnabled } from '../../model/cue.js';
import type { Cue } from '../../model/cue.js';
import type { Band } from './age-bands.js';
import { agesText } from './age-bands.js';
import type { RuleReach } from './coverage.js';
import type { CoverageSource } from './coverage-source.js';
import { cueLink, listText, markdownTable, plainMarkdown } from './markdown.js';

const CARDS: Readonly<Record<NonNullable<RuleReach['pathway']>, string>> = {
  'time-alone': 'time alone',
  'private-conversation': 'private conversation',
  continuity: 'continuity of care',
  'child-protection': 'child protection',
};

/** Ages in words, those that follow one another as one. */
function bandsText(bands: readonly Band[]): string {
  const spans: { readonly from: number; to: number }[] = [];
  for (const band of bands) {
    if (band === undefined) continue;
    const last = spans.at(-1);
    if (last?.to === band.from - 1) last.to = band.to;
    else spans.push({ ...band });
  }
  const texts = spans.map(agesText);
  return listText(bands.includes(undefined) ? [...texts, 'age unknown'] : texts);
}

function whyNever(cue: Cue): string {
  return isEnabled(cue) ? 'the site has to configure it' : cue.state.replaceAll('-', ' ');
}

/** Where one cue acts by its rule alone. */
function ruleRow({ shipped, groups, kinds }: CoverageSource, cue: Cue): readonly string[] {
  const bands = groups.flatMap((group) => group.bands);
  const found = kinds
    .slice(1)
    .flatMap((evidence) =>
      bands.flatMap((band) =>
        shipped
          .rules(band, evidence)
          .flatMap((reach) => (reach.cue === cue.id ? [{ ...reach, band, evidence }] : [])),
      ),
    );
  const name = [cueLink(cue.id), plainMarkdown(cue.label)];
  if (found.length === 0) return [...name, `cannot as it ships: ${whyNever(cue)}`, '', ''];
  const evidence = [...new Set(found.map((one) => one.evidence.label))];
  const reached = [
    ...new Set(
      found.map(({ tier, pathway }) => `${tier} (${pathway === undefined ? 'no card' : CARDS[pathway]})`),
    ),
  ];
  const ages = bands.filter((band) => found.some((one) => one.band === band));
  return [...name, evidence.join('; '), bandsText(ages), reached.join('; ')];
}

/** Cues that need no points: one is enough. */
export function ruleSection(source: CoverageSource): readonly string[] {
  const cues = source.shipped.content.cues.filter(({ rule }) => rule !== undefined);
  return [
    '## One cue is enough: cues that act by rule',
    '',
    'These cues record exploitation, or what has a pathway of its own. Each acts alone, in every setting, without points.',
    '',
    ...markdownTable(
      ['Cue', 'What', 'Evidence', 'Ages', 'Tier (card)'],
      cues.map((cue) => ruleRow(source, cue)),
    ),
    '',
  ];
}
