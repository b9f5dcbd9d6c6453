import { indexCues } from '../../dist/content/index-cues.js';
import { packedCategory } from '../../dist/model/code-system.js';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** codes of one cloned value set, at most */
const MEMBERS = 12;

function setsIn(clause) {
  if (clause.of !== undefined) return clause.of.flatMap(setsIn);
  const tested = clause.test?.set === undefined ? [] : [clause.test.set];
  const own = clause.sets ?? (clause.set === undefined ? [] : [clause.set]);
  return [...own, ...tested, ...(clause.unlessWith ?? []), ...(clause.onlyWith ?? [])];
}

const setsOfCue = (cue) => [
  ...new Set([cue.when, ...cue.unless.map(({ clause }) => clause)].flatMap(setsIn)),
];

/** The same statement over other value sets. */
function remap(clause, numbers) {
  const other = (set) => numbers.get(set);
  return {
    ...clause,
    ...(clause.of === undefined ? {} : { of: clause.of.map((part) => remap(part, numbers)) }),
    ...(clause.set === undefined ? {} : { set: other(clause.set) }),
    ...(clause.sets === undefined ? {} : { sets: clause.sets.map(other) }),
    ...(clause.test?.set === undefined ? {} : { test: { ...clause.test, set: other(clause.test.set) } }),
    ...(clause.unlessWith === undefined ? {} : { unlessWith: clause.unlessWith.map(other) }),
    ...(clause.onlyWith === undefined ? {} : { onlyWith: clause.onlyWith.map(other) }),
  };
}

/** Members by value set: the index, inverted. */
function membersOf(index) {
  const members = new Map();
  const add = (set, member) => members.set(set, [...(members.get(set) ?? []), member]);
  for (const [system, codes] of index.exact)
    for (const [code, sets] of codes) for (const set of sets) add(set, { system, code });
  const letters = (packed) =>
    packed === 0 ? '' : letters(Math.floor(packed / 256)) + String.fromCharCode(packed % 256);
  for (const [packed, { members: whole, longer }] of index.categories) {
    for (const { set } of whole) add(set, { prefix: letters(packed) });
    for (const { prefix, member } of longer) add(member.set, { prefix });
  }
  return members;
}

/** A category of its own of the same length or longer; real ICD-10-CM codes have a digit second, so no chart has it. */
function foreignPrefix(number) {
  let rest = number;
  let text = 'Q';
  for (let place = 0; place < 5; place += 1) {
    text += LETTERS[rest % 26];
    rest = Math.floor(rest / 26);
  }
  return text;
}

const copyIndex = ({ exact, categories }) => ({
  exact: new Map([...exact].map(([system, codes]) => [system, new Map(codes)])),
  categories: new Map(
    [...categories].map(([key, { members, longer }]) => [
      key,
      { members: [...members], longer: [...longer] },
    ]),
  ),
});

function addPrefix(categories, prefix, member) {
  const key = packedCategory(prefix, 3);
  const entry = categories.get(key) ?? { members: [], longer: [] };
  categories.set(key, entry);
  entry.longer.push({ prefix, member });
}

/** Gives each clone of a value set codes of its own, as many as the original has, up to a dozen. */
function addMembers(index, members, set, nextNumber) {
  for (const member of members.slice(0, MEMBERS)) {
    const number = nextNumber();
    if (member.prefix === undefined) index.exact.get(member.system).set(`${member.code}-${number}`, [set]);
    else addPrefix(index.categories, foreignPrefix(number), { set, excludes: undefined });
  }
}

/** Cues that have a fact of the chart to look at. */
export function touchedCues(content, chart) {
  const touched = new Set([...chart.facts.keys()].flatMap((set) => content.cuesBySet.get(set) ?? []));
  return [...touched].toSorted((one, other) => one - other).map((number) => content.cues[number]);
}

/**
 * Content of a wanted number of cues: `base` as they are, and clones of cues over value sets of their own, which the
 * chart does not touch. The index of codes and the index of cues are rebuilt, so that the code path is the real one.
 */
export function growContent(content, base, count) {
  const index = copyIndex(content.index);
  const members = membersOf(content.index);
  const names = [...content.setNames];
  const clonable = content.cues.filter((cue) => setsOfCue(cue).some((set) => members.has(set)));
  let used = 0;
  const nextNumber = () => (used += 1);
  const clones = Array.from({ length: count - base.length }, (_, number) => {
    const cue = clonable[number % clonable.length];
    const numbers = new Map();
    for (const set of setsOfCue(cue)) {
      numbers.set(set, names.length);
      addMembers(index, members.get(set) ?? [], names.length, nextNumber);
      names.push(`${content.setNames[set]}-${number}`);
    }
    const unless = cue.unless.map(({ label, clause }) => ({ label, clause: remap(clause, numbers) }));
    return { ...cue, id: `${cue.id}-${number}`, when: remap(cue.when, numbers), unless };
  });
  const cues = [...base, ...clones];
  return { ...content, cues, index, setNames: names, ...indexCues(cues), codes: used };
}
