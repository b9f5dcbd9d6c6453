import type { Age } from './chart.js';

/** Ages that are counted together: wide enough that a day's count says nothing of one person. */
export const AGE_BANDS = ['0-12', '13-17', '18-24', '25-44', '45-64', '65-and-over'] as const;
export type AgeBand = (typeof AGE_BANDS)[number];

/** What calls are counted by: the bands, and undefined where the age is not known. */
export const COUNTED_BANDS: readonly (AgeBand | undefined)[] = [...AGE_BANDS, undefined];

/** The first age of the bands that follow the first one. */
const STARTS = [13, 18, 25, 45, 65] as const;

function indexOf(years: number): number {
  const index = STARTS.findIndex((start) => years < start);
  return index === -1 ? STARTS.length : index;
}

/** The band of an age; undefined where the age is unknown or may lie in two of them (missing is unknown). */
export function ageBandOf(age: Age | undefined): AgeBand | undefined {
  if (age === undefined || indexOf(age.from) !== indexOf(age.to)) return undefined;
  return AGE_BANDS[indexOf(age.from)];
}
