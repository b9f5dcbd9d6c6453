import type { Clause, Within } from '../model/clause.js';
import { ANY_TIME, NEVER } from '../model/look-back.js';
import type { LookBack } from '../model/look-back.js';
import { before } from '../model/period.js';
import type { Period } from '../model/period.js';

/** How far back one use of a value set looks; undefined is without end. */
type Reach = Period | undefined;

function reachOf(within: Within): Reach {
  return within.kind === 'last' ? within.period : undefined;
}

function longer(one: Reach, other: Reach): Reach {
  if (one === undefined || other === undefined) return undefined;
  return before(0, one) < before(0, other) ? one : other;
}

function collect(clause: Clause, note: (set: number, reach: Reach) => void): void {
  switch (clause.kind) {
    case 'code':
      note(clause.set, reachOf(clause.within));
      // Company is looked for on the same occasion, whatever its own date.
      for (const set of [...clause.unlessWith, ...clause.onlyWith]) note(set, undefined);
      return;
    case 'observation':
      return note(clause.set, reachOf(clause.within));
    case 'together':
      for (const set of clause.sets) note(set, reachOf(clause.within));
      return;
    case 'note':
    case 'answer':
    case 'providers':
    case 'age':
    case 'unidentified':
    case 'unconfigured':
      return;
    case 'all':
    case 'any':
      for (const part of clause.of) collect(part, note);
  }
}

/** Works out, for each value set, how far back any statement looks: what is older can be let go while the record is read. */
export function lookBackOf(clauses: readonly Clause[]): LookBack {
  const reaches = new Map<number, Reach>();
  const note = (set: number, reach: Reach): void => {
    reaches.set(set, reaches.has(set) ? longer(reaches.get(set), reach) : reach);
  };
  for (const clause of clauses) collect(clause, note);
  const texts = [...new Set([...reaches.values()].flatMap((reach) => reach?.text ?? []))];
  const periods = texts.flatMap((text) => [...reaches.values()].find((reach) => reach?.text === text) ?? []);
  const bySet: number[] = [];
  for (let set = 0; set <= Math.max(-1, ...reaches.keys()); set += 1) bySet.push(NEVER);
  for (const [set, reach] of reaches) bySet[set] = reach === undefined ? ANY_TIME : texts.indexOf(reach.text);
  return { periods, bySet };
}
