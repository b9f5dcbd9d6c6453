import { effectiveMode } from '../decide/effective-mode.js';
import type { Restraints, Standing } from '../decide/effective-mode.js';
import type { Content } from '../model/content.js';
import { coverageOf } from './coverage-of.js';

/** What is looked at of the content to know how loud a department is. */
export type StandingContent = Pick<Content, 'site' | 'version' | 'approvals' | 'directory' | 'cardPlans'>;

/**
 * How loud a department is at a moment, by everything that is known of it: one way for the bedside, the operators and the metrics.
 *
 * @param department undefined: a chart that is in none of the site's departments
 */
export function standingOf(
  content: StandingContent,
  department: string | undefined,
  restraints: Restraints,
  at: number,
): Standing {
  const { site, version: contentVersion, approvals } = content;
  const gaps = coverageOf(content, department, at);
  return effectiveMode(site, department, restraints, { contentVersion, approvals, at, gaps });
}
