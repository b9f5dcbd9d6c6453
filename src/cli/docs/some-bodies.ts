import { compileValueSets } from '../../content/compile-value-sets.js';
import type { Member } from '../../content/compile-value-sets.js';
import type { ParsedContent } from '../../content/parse-content.js';
import { ICD_10_CM, LOINC } from '../../model/code-system.js';
import type { Cue } from '../../model/cue.js';
import type { Leaf } from './ways-of.js';
import { waysOf } from './ways-of.js';

/**
 * What only some bodies can have. ICD-10-CM: chapter 15 (pregnancy, childbirth) with its Z codes and Z32 (pregnancy test);
 * N40 to N53 and N80 to N98 (genital organs), T19.2 and S31.4 (vagina), S31.2, S31.3 (penis, scrotum). LOINC: pregnancy status.
 */
const SOME_BODIES: readonly { readonly system: string; readonly code: RegExp }[] = [
  { system: ICD_10_CM, code: /^(?:O|Z3[2-9A]|N(?:4\d|5[0-3]|8\d|9[0-8])|T192|S31[234])/ },
  { system: LOINC, code: /^82810-3$/ },
];

function isOfSomeBodies({ system, code }: Member): boolean {
  return SOME_BODIES.some((one) => one.system === system && one.code.test(code));
}

/** Names of the value sets in which every code of these systems is of some bodies only. */
function setsOfSomeBodies(parsed: ParsedContent): ReadonlySet<string> {
  const entries = [...parsed.valueSets].map(([name, { value }]) => [name, value] as const);
  const { members } = compileValueSets(new Map(entries), {});
  const systems = new Set(SOME_BODIES.map(({ system }) => system));
  return new Set(
    [...members].flatMap(([name, all]) => {
      const known = all.filter(({ system }) => systems.has(system));
      return known.length > 0 && known.every(isOfSomeBodies) ? [name] : [];
    }),
  );
}

function needsSet(leaf: Leaf, sets: ReadonlySet<string>): boolean {
  if (leaf.kind === 'code' || leaf.kind === 'observation') return sets.has(leaf.setName);
  return leaf.kind === 'together' && leaf.setNames.every((name) => sets.has(name));
}

/** Ids of the cues that only some bodies can meet: every way to them needs a code that the others cannot have. */
export function cuesOfSomeBodies(cues: readonly Cue[], parsed: ParsedContent): readonly string[] {
  const sets = setsOfSomeBodies(parsed);
  return cues
    .filter(({ when }) => {
      const ways = waysOf(when).filter((way) => way.length > 0);
      return ways.length > 0 && ways.every((way) => way.some((leaf) => needsSet(leaf, sets)));
    })
    .map(({ id }) => id);
}
