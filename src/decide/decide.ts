import type { Approach } from '../model/approach.js';
import type { Assessment } from '../model/assessment.js';
import type { Chart } from '../model/chart.js';
import type { ClientProfile } from '../model/client-profile.js';
import { FAMILIES } from '../model/cue.js';
import type { Family } from '../model/cue.js';
import type { Audience, Decision, Withheld } from '../model/decision.js';
import type { Site } from '../model/site.js';

/** Only clinicians see cards: a Patient or RelatedPerson at the screen may be, or be with, the person who controls (invariant 2). */
export function isClinician(userId: string): boolean {
  return /^(?:Practitioner|PractitionerRole)\/\S/.test(userId);
}

function wordingOf({ age, population, survivor }: Assessment): Audience {
  const isMinor = age !== undefined && population === 'minor';
  if (survivor) return isMinor ? 'survivor-minor' : 'survivor';
  return isMinor ? 'minor' : 'any';
}

/** The approach of the department, else of the site. */
function approachOf(
  { department }: Pick<Chart, 'department'>,
  site: Pick<Site, 'approach' | 'departments'>,
): Approach {
  return site.departments.find(({ id }) => id === department)?.approach ?? site.approach;
}

const MAX_REASONS = 3;

/** The families behind a card: those whose rule decides by itself, then by points after caps; context without points is no reason. */
function weightiest({ findings, points }: Pick<Assessment, 'findings' | 'points'>): readonly Family[] {
  const ruling = new Set(findings.filter(({ rule }) => rule !== undefined).map(({ family }) => family));
  const weight = (family: Family): number =>
    ruling.has(family) ? Number.POSITIVE_INFINITY : (points[family] ?? 0);
  return FAMILIES.filter((family) => weight(family) > 0)
    .toSorted((one, other) => (weight(one) === weight(other) ? 0 : weight(other) - weight(one)))
    .slice(0, MAX_REASONS);
}

/**
 * Decides whether to speak, about what, and in which manner. Of several circumstances the first in their order of precedence
 * counts: not possible at this visit, then declined earlier. Pure.
 *
 * @returns what to show, or every reason for silence
 */
export function decide(
  userId: string,
  assessment: Assessment,
  chart: Pick<Chart, 'interpreterNeeded' | 'remote' | 'department' | 'excluded'>,
  site: Pick<Site, 'tier3Indicator' | 'approach' | 'departments'>,
  client: Pick<ClientProfile, 'disclosure'>,
): Decision {
  const reasons: Withheld[] = [];
  if (!isClinician(userId)) reasons.push('not-a-clinician');
  // First among what the chart says: of such a chart nothing else is counted.
  if (chart.excluded) reasons.push('excluded-chart');
  if (assessment.deceased) reasons.push('deceased');
  if (assessment.pathway === undefined) reasons.push('below-threshold');
  if (reasons.length > 0 || assessment.pathway === undefined) return { kind: 'withhold', reasons };
  return {
    kind: 'show',
    pathway: assessment.pathway,
    wording: wordingOf(assessment),
    indicator: assessment.pathway === 'private-conversation' ? site.tier3Indicator : 'info',
    interpreter: chart.interpreterNeeded === true,
    remote: chart.remote,
    approach: approachOf(chart, site),
    circumstance: assessment.circumstances[0],
    noContact: assessment.noContact,
    families: client.disclosure === 'reasons' ? weightiest(assessment) : [],
  };
}
