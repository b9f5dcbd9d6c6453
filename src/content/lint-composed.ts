import { APPROACHES } from '../model/approach.js';
import type { Approach } from '../model/approach.js';
import type { Pathway } from '../model/assessment.js';
import { MAX_BULLETS, MAX_SUMMARY, MAX_WORDS, countWords } from '../model/card-limits.js';
import { CIRCUMSTANCES } from '../model/circumstance.js';
import type { Circumstance } from '../model/circumstance.js';
import type { Population } from '../model/scoring.js';
import { stepsOf, summaryOf } from '../model/word-card.js';
import type { WordedStep } from '../model/word-card.js';
import type { CardText } from '../model/wording.js';
import type { ContentFile } from './content-file.js';
import type { LintFinding } from './lint-finding.js';

/** What stands around the steps of every card in one language at one site. */
export interface CardFrame {
  readonly interpreterFirst: string;
  /** what always follows, and reasons where the client shows them */
  readonly tail: string;
  /** what the jurisdictions say in place of the usual limits */
  readonly limits: Readonly<Record<Population, readonly string[]>>;
}

/** One card for one audience, and where it stands. */
export interface PlacedText {
  readonly file: ContentFile;
  readonly path: readonly PropertyKey[];
  readonly pathway: Pathway;
  readonly population: Population;
  readonly text: CardText;
}

interface Spoken {
  readonly approach: Approach;
  readonly circumstance: Circumstance | undefined;
}

/** Every approach and circumstance in which a text says something of its own, alone and together. */
function spokenWays({ approaches, circumstances }: CardText): readonly Spoken[] {
  const ways = APPROACHES.filter((name) => name === 'conversation' || approaches[name] !== undefined);
  const grounds = [undefined, ...CIRCUMSTANCES.filter((name) => circumstances[name] !== undefined)];
  return ways.flatMap((approach) => grounds.map((circumstance) => ({ approach, circumstance })));
}

/** Every form that the steps can take: at a distance or not, with or without interpreter, under each jurisdiction. */
function formsOf(
  { text, population }: PlacedText,
  way: Spoken,
  frame: CardFrame,
): readonly (readonly WordedStep[])[] {
  return [false, true].flatMap((isRemote) =>
    [undefined, frame.interpreterFirst].flatMap((interpreterFirst) =>
      [undefined, ...frame.limits[population]].map((limits) =>
        stepsOf(text, { ...way, isRemote, interpreterFirst, limits }),
      ),
    ),
  );
}

/** Nothing is asked of everyone, in company, or of someone whose history is known (response brief 1.1, decisions 14, 15). */
function asksNothing(pathway: Pathway, { approach, circumstance }: Spoken): boolean {
  return (
    pathway === 'continuity' ||
    approach === 'universal-education' ||
    circumstance === 'time-alone-not-possible'
  );
}

function lintSummary(placed: PlacedText, way: Spoken, where: readonly PropertyKey[]): readonly LintFinding[] {
  const longest = Math.max(...[false, true].map((routine) => summaryOf(placed.text, way, routine).length));
  if (longest <= MAX_SUMMARY) return [];
  const message = `${longest} UTF-16 units (at most ${MAX_SUMMARY})`;
  return [placed.file.at([...where, 'summary'], 'summary-length', message)];
}

function lintWay(placed: PlacedText, way: Spoken, frame: CardFrame): readonly LintFinding[] {
  const { file, path, pathway, text } = placed;
  const layer = way.circumstance ?? way.approach;
  const where = layer === 'conversation' ? path : [...path, layer];
  const forms = formsOf(placed, way, frame);
  const said = layer === 'conversation' ? '' : ` (${way.approach}, ${way.circumstance ?? 'usual'})`;
  const findings = [...lintSummary(placed, way, where)];
  const at = (rule: string, message: string): void =>
    void findings.push(file.at([...where, 'steps'], rule, `${message}${said}`));
  const bullets = Math.max(...forms.map((steps) => steps.length));
  if (bullets > MAX_BULLETS) at('bullets', `${bullets} steps (at most ${MAX_BULLETS})`);
  const around = countWords(frame.tail);
  const words = Math.max(
    ...forms.map((steps) => steps.reduce((sum, step) => sum + countWords(step.text), around)),
  );
  if (words > MAX_WORDS)
    at('detail-length', `${words} words with what always follows (at most ${MAX_WORDS})`);
  const isAsking = forms.flat().some((step) => step.step === 'ask' || step.text.includes('?'));
  if (asksNothing(pathway, way) && (isAsking || summaryOf(text, way, false).includes('?')))
    at('no-question', 'asks something');
  return findings;
}

/** Checks every card that can be composed of a text: lengths, bullets, and that nothing is asked where nothing may be. */
export function lintComposed(placed: PlacedText, frame: CardFrame): readonly LintFinding[] {
  return spokenWays(placed.text).flatMap((way) => lintWay(placed, way, frame));
}
