import { coverageGaps } from '../directory/coverage-gaps.js';
import { PATHWAYS } from '../model/assessment.js';
import { DAY_MS } from '../model/civil.js';
import type { Content } from '../model/content.js';
import type { CoverageGap } from '../model/coverage.js';
import { facilityOf } from '../model/site.js';

type CoverageContent = Pick<Content, 'directory' | 'cardPlans' | 'site'>;

interface Known {
  readonly day: number;
  readonly byDepartment: Map<string | undefined, readonly CoverageGap[]>;
}

/** What is verified holds until the end of a day, so it is looked up once a day. */
const known = new WeakMap<Content['directory'], WeakMap<Content['site'], Known>>();

function knownToday({ directory, site }: CoverageContent, day: number): Known['byDepartment'] {
  const bySite = known.get(directory) ?? new WeakMap<Content['site'], Known>();
  known.set(directory, bySite);
  const told = bySite.get(site);
  if (told?.day === day) return told.byDepartment;
  const fresh = { day, byDepartment: new Map<string | undefined, readonly CoverageGap[]>() };
  bySite.set(site, fresh);
  return fresh.byDepartment;
}

/**
 * What the directory lacks for a department on this day (response brief 8.2): empty where it may speak.
 *
 * @param department undefined: wherever a chart is in none of them
 */
export function coverageOf(
  content: CoverageContent,
  department: string | undefined,
  at: number,
): readonly CoverageGap[] {
  const byDepartment = knownToday(content, Math.floor(at / DAY_MS));
  const told = byDepartment.get(department);
  if (told !== undefined) return told;
  const needs = new Map(PATHWAYS.map((pathway) => [pathway, content.cardPlans[pathway].services]));
  const facility = facilityOf(content.site, department);
  const gaps = coverageGaps(content.directory, { facility, needs, at });
  byDepartment.set(department, gaps);
  return gaps;
}
