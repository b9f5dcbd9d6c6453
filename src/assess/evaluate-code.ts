import type { CodeClause } from '../model/clause.js';
import type { Fact } from '../model/fact.js';
import { countEvents, dayOf } from './count-events.js';
import { falseUnlessUnread, met, unknown, UNPLACED } from './evaluation.js';
import type { Evaluation, Scene } from './evaluation.js';
import { hasCompany } from './occasions.js';
import { sortByWindow } from './sort-by-window.js';

const NONE: readonly Fact[] = Object.freeze([]);

function hasState(fact: Fact, clause: CodeClause): boolean {
  if (clause.active !== 'either' && fact.active !== (clause.active === 'active')) return false;
  if (fact.status !== undefined && clause.notStatuses.includes(fact.status)) return false;
  return clause.statuses.length === 0 || clause.statuses.includes(fact.status ?? '');
}

function isCandidate(fact: Fact, clause: CodeClause, scene: Scene): boolean {
  if (!clause.resources.includes(fact.resource) || !hasState(fact, clause)) return false;
  if (hasCompany(fact, clause.unlessWith, scene)) return false;
  return clause.onlyWith.length === 0 || hasCompany(fact, clause.onlyWith, scene);
}

/** Counts coded facts: enough inside is true; enough only with undatable ones is unknown; else false, or unknown where not all was read. */
export function evaluateCode(clause: CodeClause, scene: Scene): Evaluation {
  const candidates = (scene.chart.facts.get(clause.set) ?? NONE).filter((fact) =>
    isCandidate(fact, clause, scene),
  );
  const { inside, perhaps } = sortByWindow(candidates, clause.within, scene, clause.standing);
  const events = countEvents(inside, clause.apart);
  if (events >= clause.atLeast) return met(inside, events);
  // Each fact whose date is coarse or cannot be placed may be an event of its own.
  const doubtful = perhaps.length + inside.filter((fact) => dayOf(fact) === undefined).length;
  if (events + doubtful >= clause.atLeast) return unknown(UNPLACED, [...inside, ...perhaps]);
  return falseUnlessUnread(clause.resources, scene.chart);
}
