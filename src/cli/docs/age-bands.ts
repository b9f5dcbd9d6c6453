import type { Age } from '../../model/chart.js';
import type { Clause } from '../../model/clause.js';
import type { Content } from '../../model/content.js';
import { clausesOf } from '../../model/cue.js';

/** Ages between which nothing in the content changes, both ends included; undefined for an age that is unknown. */
export type Band = Age | undefined;

/** Patients that are looked at together. */
export interface AgeGroup {
  readonly label: string;
  readonly bands: readonly Band[];
}

/** The last age that is written down; content may say "and over". */
const OLDEST = 120;
const ADULT = 18;
/** The end of the ages that `youngAdultAsMinor` is about. */
const YOUNG_ADULT_TO = 24;

function agesIn(clause: Clause): readonly Age[] {
  switch (clause.kind) {
    case 'age':
      return [{ from: clause.from, to: clause.to }];
    case 'all':
    case 'any':
      return clause.of.flatMap(agesIn);
    case 'code':
    case 'observation':
    case 'answer':
    case 'providers':
    case 'together':
    case 'note':
    case 'unidentified':
    case 'unconfigured':
      return [];
  }
}

function startsOf(content: Content): readonly number[] {
  const limits = content.cues.flatMap((cue) => [cue.ages, ...clausesOf(cue).flatMap(agesIn)]);
  const starts = [
    0,
    ADULT,
    YOUNG_ADULT_TO + 1,
    content.scoring.youngChild.under,
    ...limits.flatMap(({ from, to }) => [from, to + 1]),
  ];
  return [...new Set(starts.filter((start) => start <= OLDEST))].toSorted((one, other) => one - other);
}

function bandsOf(content: Content): readonly Age[] {
  const starts = startsOf(content);
  return starts.map((from, at) => ({ from, to: (starts[at + 1] ?? OLDEST + 1) - 1 }));
}

/** The ages at which an old patient's record is read otherwise: the last limit that an exclusion names. */
function elderFrom(content: Content): number {
  const named = content.cues.flatMap(({ unless }) => unless.flatMap(({ clause }) => agesIn(clause)));
  return Math.max(ADULT, ...named.map(({ from }) => from));
}

/** From which age on the child-protection rules no longer apply. */
function childProtectionEnds(content: Content): number {
  const own = content.cues.filter(({ rule }) => rule === 'child-protection').map(({ ages }) => ages.to + 1);
  return Math.max(content.scoring.youngChild.under, ...own);
}

/** A span of ages in words. */
export function agesText({ from, to }: Age): string {
  if (to >= OLDEST) return from === 0 ? 'all ages' : `${from} and over`;
  if (from === 0) return `under ${to + 1}`;
  return from === to ? `${from}` : `${from} to ${to}`;
}

/** Patients by what the content tells apart: young children, children under the child-protection rules, minors, adults, elders, unknown. */
export function ageGroups(content: Content): readonly AgeGroup[] {
  const starts = [
    ...new Set([
      0,
      content.scoring.youngChild.under,
      childProtectionEnds(content),
      ADULT,
      elderFrom(content),
    ]),
  ].toSorted((one, other) => one - other);
  const bands = bandsOf(content);
  const spans = starts.map((from, at): Age => ({ from, to: (starts[at + 1] ?? OLDEST + 1) - 1 }));
  const noun = ({ from }: Age): string => (from >= ADULT ? 'Adult' : 'Minor');
  return [
    ...spans.map((span) => ({
      label: `${noun(span)}, ${agesText(span)}`,
      bands: bands.filter(({ from }) => from >= span.from && from <= span.to),
    })),
    { label: 'Age unknown', bands: [undefined] },
  ];
}
