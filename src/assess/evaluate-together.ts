import { DAY_MS } from '../model/civil.js';
import type { TogetherClause } from '../model/clause.js';
import type { Fact } from '../model/fact.js';
import { compareFacts } from './count-events.js';
import { falseUnlessUnread, met, unknown, UNPLACED } from './evaluation.js';
import type { Evaluation, Scene } from './evaluation.js';
import { sortByWindow } from './sort-by-window.js';

interface Dated {
  readonly set: number;
  readonly fact: Fact;
  readonly start: number;
}

/** The facts of the first episode with enough different sets; undated facts have no place in one. */
function findEpisode(
  facts: ReadonlyMap<number, readonly Fact[]>,
  clause: TogetherClause,
): readonly Fact[] | undefined {
  const dated: readonly Dated[] = [...facts].flatMap(([set, own]) =>
    own.flatMap((fact) => (fact.when === undefined ? [] : [{ set, fact, start: fact.when.earliest }])),
  );
  for (const { start } of dated.toSorted((one, other) => compareFacts(one.fact, other.fact))) {
    const episode = dated.filter(
      (other) => other.start >= start && other.start < start + clause.days * DAY_MS,
    );
    if (new Set(episode.map(({ set }) => set)).size >= clause.atLeast)
      return [...new Set(episode.map(({ fact }) => fact))];
  }
  return undefined;
}

/** Several different value sets within a few days: one episode with more than one of them. */
export function evaluateTogether(clause: TogetherClause, scene: Scene): Evaluation {
  const inside = new Map<number, readonly Fact[]>();
  const possible = new Map<number, readonly Fact[]>();
  for (const set of clause.sets) {
    const own = (scene.chart.facts.get(set) ?? []).filter(({ resource }) =>
      clause.resources.includes(resource),
    );
    const placed = sortByWindow(own, clause.within, scene);
    inside.set(set, placed.inside);
    possible.set(set, [...placed.inside, ...placed.perhaps]);
  }
  const certain = findEpisode(inside, clause);
  if (certain !== undefined) return met(certain, 1);
  const perhaps = [...possible.values()].filter((facts) => facts.length > 0);
  const isUndated =
    perhaps.length >= clause.atLeast && perhaps.some((facts) => facts.some(({ when }) => when === undefined));
  if (isUndated || findEpisode(possible, clause) !== undefined) return unknown(UNPLACED, perhaps.flat());
  return falseUnlessUnread(clause.resources, scene.chart);
}
