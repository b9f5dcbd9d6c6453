import { DEFAULT_RESOURCES } from '../../content/compile-clause.js';
import type { ClauseEntry, ValueTestEntry } from '../../content/schema/cue-file.js';
import { LANGUAGES } from '../../model/language.js';
import { parsePeriod } from '../../model/period.js';
import type { Period } from '../../model/period.js';
import { agesText } from './age-bands.js';
import type { ContentSource } from './content-source.js';
import { listText, plainMarkdown } from './markdown.js';

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function periodText({ months, days }: Period): string {
  const parts = [months === 0 ? '' : count(months, 'month'), days === 0 ? '' : count(days, 'day')];
  return parts.filter((part) => part !== '').join(' and ');
}

/** How long an ISO 8601 period is, in words. */
export function lengthText(text: string): string {
  const period = parsePeriod(text);
  return period === undefined ? text : periodText(period);
}

/** When evidence counts, in words. */
export function windowText(within: string): string {
  if (within === 'any') return 'at any time';
  return within === 'encounter' ? 'this visit' : `the last ${lengthText(within)}`;
}

function apartText(apart: string): string {
  if (apart === 'resource') return 'each an entry of its own';
  return apart === 'encounter'
    ? 'each in another encounter'
    : `each at least ${lengthText(apart)} after the last counted one`;
}

/** Statements that are described in a line each. */
type OtherEntry = Extract<
  ClauseEntry,
  | { readonly age: unknown }
  | { readonly registration: unknown }
  | { readonly instrument: unknown }
  | { readonly providers: unknown }
  | { readonly observation: unknown }
>;

const OLDEST = Number.MAX_SAFE_INTEGER;

type CodeEntry = Extract<ClauseEntry, { readonly code: string }>;

function stateTexts({ active, status, notStatus, standing }: CodeEntry): readonly string[] {
  return [
    ...(active === undefined ? [] : [active ? 'only what is not over' : 'only what is over']),
    ...(status === undefined ? [] : [`with status ${listText(status, 'or')}`]),
    ...(notStatus === undefined ? [] : [`not with status ${listText(notStatus, 'or')}`]),
    ...(standing === true ? ['an active entry of the problem list counts as now'] : []),
  ];
}

function timeTexts(entry: { readonly within?: string | undefined }): readonly string[] {
  return entry.within === undefined ? [] : [windowText(entry.within)];
}

/** Says in words what the statements of cues read. */
export class ClauseWords {
  private readonly source: ContentSource;

  constructor(source: ContentSource) {
    this.source = source;
  }

  /** A statement, in Markdown. */
  describe(entry: ClauseEntry): string {
    if ('all' in entry) return entry.all.map((part) => this.describe(part)).join('; together with ');
    if ('code' in entry) return this.code(entry);
    if ('note' in entry) return this.note(entry);
    if ('observed' in entry) return this.observed(entry);
    if ('answer' in entry) return this.answer(entry);
    if ('together' in entry) return this.together(entry);
    return this.describeOther(entry);
  }

  private describeOther(entry: OtherEntry): string {
    if ('age' in entry) return `age ${agesText({ from: entry.age.from ?? 0, to: entry.age.to ?? OLDEST })}`;
    if ('registration' in entry)
      return "registration without identification, by the site's own rule (none as shipped)";
    if ('instrument' in entry)
      return 'the screening instrument that the site has configured (none as shipped)';
    const what =
      'providers' in entry
        ? `visits to at least ${entry.providers} provider organisations for one and the same complaint`
        : `observation ${this.set(entry.observation)}: ${this.test(entry.value)}`;
    return [what, ...timeTexts(entry)].join(', ');
  }

  /** A value set by its title, with a link to its file. */
  set(name: string): string {
    const { valueSets } = this.source.parsed;
    const value = valueSets.get(name)?.value;
    const isEmpty = value?.compose.include.length === 0;
    const title = plainMarkdown(value?.title ?? name);
    return `[${title}](${this.source.root}/value-sets/${name}.json)${isEmpty ? ' (empty as shipped: the site adds its codes)' : ''}`;
  }

  private code(entry: CodeEntry): string {
    const { atLeast, apart, within, notWithin, unlessWith, onlyWith } = entry;
    const sets = (names: readonly string[]): string =>
      listText(
        names.map((name) => this.set(name)),
        'or',
      );
    return [
      `codes of ${this.set(entry.code)} in ${listText(entry.of ?? DEFAULT_RESOURCES, 'or')}`,
      ...(atLeast === undefined || atLeast === 1 ? [] : [`at least ${atLeast} events`]),
      ...(apart === undefined ? [] : [apartText(apart)]),
      ...(within === undefined ? [] : [windowText(within)]),
      ...(notWithin === undefined ? [] : [`longer ago than ${lengthText(notWithin)}, or undated`]),
      ...stateTexts(entry),
      ...(unlessWith === undefined ? [] : [`not where ${sets(unlessWith)} is recorded on the same occasion`]),
      ...(onlyWith === undefined ? [] : [`only where ${sets(onlyWith)} is recorded on the same occasion`]),
    ].join(', ');
  }

  private together(entry: Extract<ClauseEntry, { readonly together: readonly string[] }>): string {
    const sets = listText(entry.together.map((name) => this.set(name)));
    return [
      `codes of at least ${entry.atLeast} of ${sets}, within ${count(entry.days, 'day')} of one another`,
      ...timeTexts(entry),
    ].join(', ');
  }

  private answer(entry: Extract<ClauseEntry, { readonly answer: string }>): string {
    const form = entry.questionnaire === undefined ? 'of any questionnaire' : `of \`${entry.questionnaire}\``;
    return [
      `questionnaire item \`${entry.answer}\` ${form}: ${this.test(entry.value)}`,
      ...timeTexts(entry),
    ].join(', ');
  }

  private note(entry: Extract<ClauseEntry, { readonly note: string }>): string {
    const groups = LANGUAGES.flatMap((language) => {
      const group = this.source.parsed.phrases
        .get(language)
        ?.value.groups.find(({ id }) => id === entry.note);
      return group === undefined ? [] : [{ language, group }];
    });
    const isSpoken = groups.some(({ group }) => group.speaker === 'patient');
    return [
      `notes that state \`${entry.note}\` (phrase group in ${listText(groups.map(({ language }) => language))})`,
      ...(isSpoken ? ['as what the patient says'] : []),
      ...timeTexts(entry),
    ].join(', ');
  }

  private observed(entry: Extract<ClauseEntry, { readonly observed: string }>): string {
    const items = this.source.parsed.observationForm.value.item.flatMap(({ item }) => item);
    const text = items.find(({ linkId }) => linkId === entry.observed)?.text;
    return [
      `observation form, \`${entry.observed}\` seen: "${plainMarkdown(text ?? '')}"`,
      ...timeTexts(entry),
    ].join(', ');
  }

  private test(test: ValueTestEntry): string {
    const unit = test.units === undefined ? '' : ` ${test.units.join(' or ')}`;
    const limits = (
      [
        ['below', test.below],
        ['at most', test.atMost],
        ['above', test.above],
        ['at least', test.atLeast],
      ] as const
    ).flatMap(([word, value]) => (value === undefined ? [] : [`${word} ${value}${unit}`]));
    return listText(
      [
        ...(test.in === undefined ? [] : [this.set(test.in)]),
        ...(test.is === undefined ? [] : [test.is ? '"true"' : '"false"']),
        ...limits,
      ],
      'or',
    );
  }
}
