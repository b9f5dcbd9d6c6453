import { LANGUAGES } from '../model/language.js';
import { OBSERVATION_FORM } from '../model/observation-form.js';
import type { LintFinding } from './lint-finding.js';
import { lintText } from './lint-text.js';
import type { ParsedContent } from './parse-content.js';
import type { ClauseEntry } from './schema/cue-file.js';
import type { ObservationFormEntry } from './schema/observation-form-file.js';

/** Answered for the circumstances of settings.yaml, not for a cue. */
const NOT_A_CUE = new Set(['time-alone', 'contact']);

type Translated = ObservationFormEntry['_title'];

interface FormText {
  readonly language: string;
  readonly text: string;
  readonly path: readonly PropertyKey[];
}

function inAll(text: string, translated: Translated, path: readonly PropertyKey[]): readonly FormText[] {
  const others = translated.extension.map(({ extension: [lang, content] }) => ({
    language: lang.valueCode,
    text: content.valueString,
    path,
  }));
  return [{ language: 'en', text, path }, ...others];
}

function textsOf(form: ObservationFormEntry): readonly FormText[] {
  const sections = form.item.flatMap((section, at) => [
    ...inAll(section.text, section._text, ['item', at, 'text']),
    ...section.item.flatMap((item, number) =>
      inAll(item.text, item._text, ['item', at, 'item', number, 'text']),
    ),
  ]);
  return [
    ...inAll(form.title, form._title, ['title']),
    ...inAll(form.description, form._description, ['description']),
    ...sections,
  ];
}

function observedIn(clause: ClauseEntry): readonly string[] {
  if ('observed' in clause) return [clause.observed];
  return 'all' in clause ? clause.all.flatMap(observedIn) : [];
}

/** A patient or a proxy may read the form in a portal: what is forbidden on a card is forbidden here, in each language. */
function lintTexts({ observationForm: { file, value } }: ParsedContent): readonly LintFinding[] {
  const texts = textsOf(value);
  const missing = LANGUAGES.filter((language) => {
    const paths = new Set(texts.filter((one) => one.language === language).map(({ path }) => path.join('.')));
    return paths.size < new Set(texts.map(({ path }) => path.join('.'))).size;
  });
  return [
    ...texts.flatMap(({ language, text, path }) => lintText(file, [language], { text, path })),
    ...missing.map((language) => file.at(['item'], 'missing-language', `a text is missing in "${language}"`)),
  ];
}

/** Each item belongs to one cue, and each cue's item is on the form (catalogue section 4). */
function lintItems({ observationForm: { file, value }, cues }: ParsedContent): readonly LintFinding[] {
  const items = value.item.flatMap(({ item }) => item.map(({ linkId }) => linkId));
  const users = new Map<string, Set<string>>();
  for (const { cue } of cues)
    for (const linkId of cue.any.flatMap(observedIn))
      users.set(linkId, (users.get(linkId) ?? new Set()).add(cue.id));
  // The delay of an injury at work is part of that cue too.
  const own = (linkId: string): number =>
    [...(users.get(linkId) ?? [])].filter((id) => id !== 'HTC-30').length;
  const unknown = [...users]
    .filter(([linkId]) => !items.includes(linkId))
    .map(([linkId, ids]) => file.at(['item'], 'unknown-item', `${[...ids].join(', ')} reads "${linkId}"`));
  const idle = items
    .filter((linkId) => !NOT_A_CUE.has(linkId) && own(linkId) !== 1)
    .map((linkId) =>
      file.at(['item'], 'unused-item', `"${linkId}" belongs to ${own(linkId)} cues (one is allowed)`),
    );
  const url =
    value.url === OBSERVATION_FORM
      ? []
      : [file.at(['url'], 'unknown-item', `the form's url is ${OBSERVATION_FORM}`)];
  return [...unknown, ...idle, ...url];
}

/** Checks the observation form against the cues and against what may be shown. */
export function lintObservationForm(content: ParsedContent): readonly LintFinding[] {
  return [...lintTexts(content), ...lintItems(content)];
}
