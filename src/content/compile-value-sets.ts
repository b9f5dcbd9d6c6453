import { canonicalSystem, ICD_10_CM, packedCategory, plainIcd } from '../model/code-system.js';
import type { CodeIndex, PrefixMember } from '../model/content.js';
import type { SiteCode } from '../model/site.js';
import type { ValueSetEntry, ValueSetPart } from './schema/value-set-file.js';

/** One code, or ICD-10-CM category, of a value set. */
export interface Member {
  readonly system: string;
  readonly code: string;
  readonly isPrefix: boolean;
}

/** All value sets of a site, numbered. */
export interface ValueSets {
  readonly names: readonly string[];
  readonly numbers: ReadonlyMap<string, number>;
  readonly members: ReadonlyMap<string, readonly Member[]>;
  readonly index: CodeIndex;
}

function membersOf(part: ValueSetPart): readonly Member[] {
  const system = canonicalSystem(part.system);
  const concepts = (part.concept ?? []).map(({ code }) => ({ system, code, isPrefix: false }));
  const categories = (part.filter ?? [])
    .filter(({ op }) => op === 'is-a')
    .map(({ value }) => ({ system, code: value, isPrefix: true }));
  return [...concepts, ...categories].map((member) =>
    system === ICD_10_CM ? { ...member, code: plainIcd(member.code), isPrefix: true } : member,
  );
}

/** Filters of one part hold together, as in FHIR: below `T40`, and with 5 or 6 as the sixth character. */
function testOf(part: ValueSetPart): (full: string) => boolean {
  const categories = membersOf(part).map(({ code }) => code);
  const positions = (part.filter ?? []).flatMap(({ property, value }) =>
    property === 'concept'
      ? []
      : [
          {
            at: Number(property.slice(-1)) - 1,
            allowed: value.split(',').map((character) => character.trim()),
          },
        ],
  );
  return (full) =>
    (categories.length === 0 || categories.some((category) => full.startsWith(category))) &&
    positions.every(({ at, allowed }) => allowed.includes(full.charAt(at)));
}

/** What a set leaves out, by the plain ICD-10-CM code. */
function exclusionOf(parts: readonly ValueSetPart[]): ((code: string) => boolean) | undefined {
  const tests = parts.map(testOf);
  return tests.length === 0 ? undefined : (full) => tests.some((test) => test(full));
}

/** Categories under construction. */
type Categories = Map<
  number,
  {
    readonly members: PrefixMember[];
    readonly longer: { readonly prefix: string; readonly member: PrefixMember }[];
  }
>;

/** Files a prefix under its first three characters, or under all of a shorter one. */
function file(categories: Categories, prefix: string, member: PrefixMember): void {
  const length = Math.min(3, prefix.length);
  const key = packedCategory(prefix, length);
  const entry = categories.get(key) ?? { members: [], longer: [] };
  categories.set(key, entry);
  if (prefix.length <= 3) entry.members.push(member);
  else entry.longer.push({ prefix, member });
}

/**
 * Numbers and indexes value sets.
 *
 * @param sets the files, by name
 * @param added codes that the site adds to a set
 */
export function compileValueSets(
  sets: ReadonlyMap<string, ValueSetEntry>,
  added: Readonly<Record<string, readonly SiteCode[]>>,
): ValueSets {
  const names = [...sets.keys()].toSorted();
  const numbers = new Map(names.map((name, number) => [name, number]));
  const members = new Map<string, readonly Member[]>();
  const exact = new Map<string, Map<string, number[]>>();
  const categories: Categories = new Map();
  for (const [set, name] of names.entries()) {
    const compose = sets.get(name)?.compose;
    const own = (compose?.include ?? []).flatMap(membersOf);
    const site = (added[name] ?? []).flatMap(({ system, code }) =>
      membersOf({ system, concept: [{ code }] }),
    );
    const all = [...own, ...site];
    members.set(name, all);
    const excludes = exclusionOf(compose?.exclude ?? []);
    for (const member of all) {
      if (member.isPrefix) file(categories, member.code, { set, excludes });
      else push(getOrAdd(exact, member.system), member.code, set);
    }
  }
  return { names, numbers, members, index: { exact, categories } };
}

function getOrAdd<K, V>(maps: Map<K, Map<string, V>>, key: K): Map<string, V> {
  const known = maps.get(key) ?? new Map<string, V>();
  maps.set(key, known);
  return known;
}

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}
