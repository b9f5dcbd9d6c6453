import type { CodeClause, TogetherClause } from '../model/clause.js';
import type { Fact } from '../model/fact.js';
import { countEvents, isSameOccasion } from './count-events.js';
import { falseUnlessUnread, met, unknown } from './evaluation.js';
import type { Evaluation, Scene } from './evaluation.js';
import { placeInWindow } from './place-in-window.js';

const DAY_MS = 86_400_000;

function hasCompany(fact: Fact, sets: readonly number[], scene: Scene): boolean {
  return sets.some((set) => (scene.chart.facts.get(set) ?? []).some((other) => isSameOccasion(fact, other)));
}

function hasState(fact: Fact, clause: CodeClause): boolean {
  if (clause.active !== 'either' && fact.active !== (clause.active === 'active')) return false;
  if (fact.status !== undefined && clause.notStatuses.includes(fact.status)) return false;
  return clause.statuses.length === 0 || clause.statuses.includes(fact.status ?? '');
}

function isCandidate(fact: Fact, clause: CodeClause, scene: Scene): boolean {
  if (!clause.resources.includes(fact.resource) || scene.admits?.(fact) === false) return false;
  if (!hasState(fact, clause)) return false;
  if (clause.unlessWith.length > 0 && hasCompany(fact, clause.unlessWith, scene)) return false;
  return clause.onlyWith.length === 0 || hasCompany(fact, clause.onlyWith, scene);
}

function place(fact: Fact, clause: CodeClause, scene: Scene): 'inside' | 'outside' | 'unknown' {
  if (clause.standing && fact.standing) return 'inside';
  return placeInWindow(fact, clause.within, scene.chart, scene.at);
}

/** Counts coded facts: enough inside is true; enough only with undatable ones is unknown; else false, or unknown where not all was read. */
export function evaluateCode(clause: CodeClause, scene: Scene): Evaluation {
  const inside: Fact[] = [];
  const perhaps: Fact[] = [];
  for (const fact of scene.chart.facts.get(clause.set) ?? []) {
    if (!isCandidate(fact, clause, scene)) continue;
    const where = place(fact, clause, scene);
    if (where === 'inside') inside.push(fact);
    else if (where === 'unknown') perhaps.push(fact);
  }
  const events = countEvents(inside, clause.apart);
  if (events >= clause.atLeast) return met(inside, events);
  const all = [...inside, ...perhaps];
  if (countEvents(all, clause.apart) >= clause.atLeast)
    return unknown('date missing or only partly inside the window', all);
  return falseUnlessUnread(clause.resources, scene.chart);
}

/** Several different value sets within a few days: one episode with more than one of them. */
export function evaluateTogether(clause: TogetherClause, scene: Scene): Evaluation {
  const dated = clause.sets.flatMap((set) =>
    (scene.chart.facts.get(set) ?? [])
      .filter((fact) => clause.resources.includes(fact.resource) && scene.admits?.(fact) !== false)
      .filter((fact) => placeInWindow(fact, clause.within, scene.chart, scene.at) === 'inside')
      .flatMap((fact) => (fact.when === undefined ? [] : [{ set, fact, start: fact.when.earliest }])),
  );
  for (const { start } of dated) {
    const episode = dated.filter(
      (other) => other.start >= start && other.start < start + clause.days * DAY_MS,
    );
    const sets = new Set(episode.map(({ set }) => set));
    if (sets.size >= clause.atLeast) return met([...new Set(episode.map(({ fact }) => fact))], 1);
  }
  return falseUnlessUnread(clause.resources, scene.chart);
}
