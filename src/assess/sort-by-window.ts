import type { Within } from '../model/clause.js';
import type { Fact } from '../model/fact.js';
import type { Scene } from './evaluation.js';
import { windowOf } from './window-of.js';

/** Facts that may support a cue, by whether they lie inside a window for certain. */
export interface Placed {
  readonly inside: readonly Fact[];
  readonly perhaps: readonly Fact[];
}

/** Sorts facts by a window; those outside, and those that the scene does not admit, are left out. */
export function sortByWindow(
  facts: Iterable<Fact>,
  within: Within,
  scene: Scene,
  standingCounts = false,
): Placed {
  const inside: Fact[] = [];
  const perhaps: Fact[] = [];
  const place = windowOf(within, scene.chart, scene.at);
  for (const fact of facts) {
    if (scene.admits?.(fact) === false) continue;
    const where = standingCounts && fact.standing ? 'inside' : place(fact);
    if (where === 'inside') inside.push(fact);
    else if (where === 'unknown') perhaps.push(fact);
  }
  return { inside, perhaps };
}
