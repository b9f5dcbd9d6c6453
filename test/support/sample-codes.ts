import { setsOf } from '../../src/chart/sets-of.js';
import type { LoadedContent } from '../../src/content/load-content.js';
import type { ValueSetPart } from '../../src/content/schema/value-set-file.js';
import type { Content } from '../../src/model/content.js';
import type { JsonObject } from '../../src/model/json-value.js';

/** A code with its system. */
interface Coding extends JsonObject {
  readonly system: string;
  readonly code: string;
}

type Filter = NonNullable<ValueSetPart['filter']>[number];

function dotted(code: string): string {
  return code.length > 3 ? `${code.slice(0, 3)}.${code.slice(3)}` : code;
}

/** The code with the first character that each filter allows at its place. */
function withCharacters(code: string, filters: readonly Filter[]): string {
  return filters.reduce((long, { property, value }) => {
    const at = Number(property.slice(-1)) - 1;
    return `${long.slice(0, at)}${value.charAt(0)}${long.slice(at + 1)}`;
  }, code);
}

/** Codes that a part of a value set may take in: its concepts, and codes below its categories. */
function codesOf({ system, concept, filter }: ValueSetPart): readonly Coding[] {
  const places = (filter ?? []).filter(({ property }) => property !== 'concept');
  const below = (filter ?? []).flatMap(({ property, value }) => {
    if (property !== 'concept') return [];
    const long = withCharacters(value.replaceAll('.', '').padEnd(6, '0'), places);
    const full = long.slice(0, 6);
    return [value, dotted(long), dotted(`${full}A`), dotted(`${full}S`)];
  });
  return [...(concept ?? []).map(({ code }) => code), ...below].map((code) => ({ system, code }));
}

/** One code for each value set, from its file. */
export class SampleCodes {
  private readonly loaded: LoadedContent;
  private readonly content: Content;
  private readonly known = new Map<number, Coding>();

  constructor(loaded: LoadedContent, content: Content) {
    this.loaded = loaded;
    this.content = content;
  }

  /**
   * A code that is in the value set, and in as few others as can be.
   *
   * @throws Error where no code of the file is found again in the index
   */
  codeOf(set: number): Coding {
    const coding = this.known.get(set) ?? this.look(set);
    this.known.set(set, coding);
    return coding;
  }

  private look(set: number): Coding {
    const name = this.content.setNames[set] ?? '';
    const [best] = (this.loaded.parsed.valueSets.get(name)?.value.compose.include ?? [])
      .flatMap(codesOf)
      .map((coding) => ({ coding, sets: setsOf(coding, this.content.index) }))
      .filter(({ sets }) => sets.includes(set))
      .toSorted((one, other) => one.sets.length - other.sets.length);
    if (best === undefined) throw new Error(`no code of ${name} is found again`);
    return best.coding;
  }
}
