import type { Pathway } from '../model/assessment.js';
import { AUDIENCES } from '../model/decision.js';
import type { Audience } from '../model/decision.js';
import { compileCardText } from './compile-wording.js';
import type { ContentFile } from './content-file.js';
import { FORBIDDEN_WORDS } from './forbidden-words.js';
import { lintComposed } from './lint-composed.js';
import type { CardFrame } from './lint-composed.js';
import type { LintFinding } from './lint-finding.js';
import { lintText } from './lint-text.js';
import type { ShownText } from './lint-text.js';
import type { CardEntry, ContinuityWordingEntry, WordingEntry } from './schema/wording-file.js';

type Layer = 'universal-education' | 'structured-screen' | 'time-alone-declined' | 'time-alone-not-possible';

const CIRCUMSTANCE_LAYERS: readonly Layer[] = ['time-alone-declined', 'time-alone-not-possible'];

/** Which words each card needs beside its own: no survivor is given a form, and no child's local steps change (decisions 14, 16). */
function layersOf(pathway: string, audience: Audience): readonly Layer[] {
  if (pathway === 'child-protection') return [];
  if (pathway === 'continuity') return CIRCUMSTANCE_LAYERS;
  const isSurvivor = audience === 'survivor' || audience === 'survivor-minor';
  return [
    'universal-education',
    ...(isSurvivor ? [] : ['structured-screen' as const]),
    ...CIRCUMSTANCE_LAYERS,
  ];
}

const ALL_LAYERS: readonly Layer[] = ['universal-education', 'structured-screen', ...CIRCUMSTANCE_LAYERS];

/** Every text of a wording file with its place. */
function textsOf(value: unknown, path: readonly PropertyKey[]): readonly ShownText[] {
  if (typeof value === 'string') return [{ text: value, path }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, [...path, key]));
}

function isShown({ path }: ShownText): boolean {
  return path[0] !== 'language' && path.at(-1) !== 'code' && !path.includes('without');
}

function lintVariants(
  file: ContentFile,
  path: readonly PropertyKey[],
  card: CardEntry,
  needed: readonly Layer[],
): readonly LintFinding[] {
  const at = (message: string): LintFinding => file.at(path, 'variants', message);
  return ALL_LAYERS.flatMap((layer) => {
    const isThere = card[layer] !== undefined;
    if (isThere === needed.includes(layer)) return [];
    return [at(isThere ? `"${layer}" has no place here` : `"${layer}" is missing`)];
  });
}

function lintCard(
  file: ContentFile,
  pathway: Pathway,
  audience: Audience,
  card: CardEntry,
  frame: CardFrame,
): readonly LintFinding[] {
  const path = ['cards', pathway, audience];
  const population = audience === 'minor' || audience === 'survivor-minor' ? 'minor' : 'adult';
  const remote =
    card.steps.remote === undefined
      ? [file.at([...path, 'steps'], 'remote', 'a remote visit needs its own first step')]
      : [];
  return [
    ...remote,
    ...lintVariants(file, path, card, layersOf(pathway, audience)),
    ...lintComposed({ file, path, pathway, population, text: compileCardText(card) }, frame),
  ];
}

/** Everything about shown texts that their schema cannot say: words, lengths, placeholders, variants. */
export function lintWording(
  file: ContentFile,
  wording: WordingEntry | ContinuityWordingEntry,
  frame: CardFrame,
): readonly LintFinding[] {
  const { language } = wording;
  const unlisted = Object.hasOwn(FORBIDDEN_WORDS, language)
    ? []
    : [
        file.at(
          ['language'],
          'unknown-language',
          `no list of forbidden words in "${language}" (src/content/forbidden-words.ts)`,
        ),
      ];
  const shown = textsOf(wording, []).filter(isShown);
  const cards = Object.entries(wording.cards).flatMap(([name, variants]) => {
    const pathway = name as Pathway;
    const texts = AUDIENCES.flatMap((audience) => {
      const card = variants[audience];
      return card === undefined ? [] : lintCard(file, pathway, audience, card, frame);
    });
    const lacking =
      Object.keys(variants).length === 0
        ? [file.at(['cards', pathway], 'variants', `${pathway} has no text`)]
        : [];
    return [...lacking, ...texts];
  });
  return [...unlisted, ...shown.flatMap((text) => lintText(file, [language, 'en'], text)), ...cards];
}
