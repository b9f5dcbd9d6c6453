import { FORBIDDEN_WORDS } from './forbidden-words.js';
import type { ContentFile } from './content-file.js';
import type { LintFinding } from './lint-finding.js';
import { AUDIENCES } from '../model/decision.js';
import { MAX_BULLETS, MAX_SUMMARY, MAX_WORDS, countWords } from '../model/card-limits.js';
import type { ContinuityWordingEntry, WordingEntry } from './schema/wording-file.js';

type CardEntry = NonNullable<WordingEntry['cards']['time-alone']['any']>;

const PLACEHOLDERS: Readonly<Record<string, readonly string[]>> = {
  supportLine: ['number', 'hours'],
  localContact: ['contact'],
};

/** Every text of a wording file with its place. */
function textsOf(
  value: unknown,
  path: readonly PropertyKey[],
): readonly { readonly text: string; readonly path: readonly PropertyKey[] }[] {
  if (typeof value === 'string') return [{ text: value, path }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, [...path, key]));
}

interface ShownText {
  readonly text: string;
  readonly path: readonly PropertyKey[];
}

function lintPlaceholders(file: ContentFile, { text, path }: ShownText): readonly LintFinding[] {
  const allowed = PLACEHOLDERS[String(path[0])] ?? [];
  return [...text.matchAll(/\{([^}]*)\}/g)].flatMap(([, name]) =>
    allowed.includes(name ?? '')
      ? []
      : [
          file.at(
            path,
            'placeholder',
            `{${name}} is not filled here (allowed: ${allowed.join(', ') || 'none'})`,
          ),
        ],
  );
}

function forbiddenWord(language: string, text: string): string | undefined {
  const stems = FORBIDDEN_WORDS[language] ?? FORBIDDEN_WORDS['en'] ?? [];
  return stems.find((stem) => new RegExp(`(?:^|[^a-z])${stem}`).test(text));
}

/** What is wrong with one shown text, wherever it stands. */
export function lintText(file: ContentFile, language: string, shown: ShownText): readonly LintFinding[] {
  const { text, path } = shown;
  const findings = [...lintPlaceholders(file, shown)];
  const plain = text.toLowerCase();
  const word = forbiddenWord(language, plain);
  if (word !== undefined) {
    findings.push(
      file.at(path, 'forbidden-word', `"${word}…" may be read over a shoulder (response brief 1.5, 2.2)`),
    );
  }
  // A claim that time alone is routine is a lie where it is not (decision 21).
  if (plain.includes('routine') && path.at(-1) !== 'routineSummary') {
    findings.push(file.at(path, 'routine', 'only routineSummary may say "routine"'));
  }
  if (/[<>]/.test(text)) {
    findings.push(
      file.at(path, 'html', 'no HTML: clients differ in what they do with it (CDS Hooks, card.detail)'),
    );
  }
  return findings;
}

function lintCard(
  file: ContentFile,
  path: readonly PropertyKey[],
  card: CardEntry,
  tail: string,
): readonly LintFinding[] {
  const findings: LintFinding[] = [];
  for (const summary of [card.summary, card.routineSummary ?? '']) {
    if (summary.length > MAX_SUMMARY)
      findings.push(
        file.at(
          [...path, 'summary'],
          'summary-length',
          `${summary.length} UTF-16 units (at most ${MAX_SUMMARY})`,
        ),
      );
  }
  if (card.steps.remote === undefined)
    findings.push(file.at([...path, 'steps'], 'remote', 'a remote visit needs its own first step'));
  // A remote visit has its own first step instead of the usual one.
  const steps = Object.entries(card.steps).flatMap(([step, text]) => (step === 'remote' ? [] : [text]));
  if (steps.length > MAX_BULLETS)
    findings.push(file.at([...path, 'steps'], 'bullets', `${steps.length} steps (at most ${MAX_BULLETS})`));
  const words = countWords([...steps, tail].join(' '));
  if (words > MAX_WORDS)
    findings.push(
      file.at(
        [...path, 'steps'],
        'detail-length',
        `${words} words with what always follows (at most ${MAX_WORDS})`,
      ),
    );
  return findings;
}

/** Everything about shown texts that their schema cannot say: words, lengths, placeholders, variants. */
export function lintWording(
  file: ContentFile,
  wording: WordingEntry | ContinuityWordingEntry,
  tail: string,
): readonly LintFinding[] {
  const shown = textsOf(wording, []).filter(({ path }) => path[0] !== 'language' && path.at(-1) !== 'code');
  const cards = Object.entries(wording.cards).flatMap(([pathway, variants]) => {
    const texts = AUDIENCES.flatMap((audience) => {
      const card = variants[audience];
      return card === undefined ? [] : lintCard(file, ['cards', pathway, audience], card, tail);
    });
    const lacking =
      Object.keys(variants).length === 0
        ? [file.at(['cards', pathway], 'variants', `${pathway} has no text`)]
        : [];
    return [...lacking, ...texts];
  });
  return [...shown.flatMap((text) => lintText(file, wording.language, text)), ...cards];
}
