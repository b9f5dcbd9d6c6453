import { explainCues } from '../assess/explain-cues.js';
import type { CueOutcome } from '../assess/evaluate-cue.js';
import type { ChartInput } from '../chart/fold-chart.js';
import { NO_CONTACT } from '../model/circumstance.js';
import type { Content } from '../model/content.js';
import type { Cue } from '../model/cue.js';
import { isEnabled } from '../model/cue.js';
import type { Fact } from '../model/fact.js';
import { HavenError } from '../model/haven-error.js';
import type { HookCall } from '../model/hook-call.js';
import type { Hook } from '../model/hook.js';
import { evaluateChart } from '../pipeline/evaluate-chart.js';
import type { Evaluated } from '../pipeline/evaluate-chart.js';
import { formatTable } from './format-table.js';

/** One cue, for machines and for the table. */
interface ExplainedCue {
  readonly id: string;
  readonly label: string;
  readonly family: string;
  readonly state: 'met' | 'not met' | 'unknown' | 'excluded' | 'not for this age' | 'switched off';
  readonly points: number;
  /** what it does by itself, without points */
  readonly rule: string | undefined;
  readonly evidence: readonly { readonly resource: string; readonly date: string | undefined }[];
  readonly why: string | undefined;
}

export interface Explanation {
  readonly at: string;
  readonly hook: Hook;
  readonly revision: string;
  readonly setting: string;
  readonly population: string;
  readonly encounter: string | undefined;
  /** the site's department that the encounter takes place in */
  readonly department: string | undefined;
  /** scores from which a tier is possible; each tier also needs its anchor (scoring.yaml) */
  readonly thresholds: { readonly tier2: number; readonly tier3: number };
  readonly cues: readonly ExplainedCue[];
  readonly pointsByFamily: Readonly<Record<string, number>>;
  readonly score: number;
  readonly tier: number;
  readonly decision: Evaluated['decision'];
  readonly cards: Evaluated['cards'];
  /** numbers about free text, never the text */
  readonly text: { readonly count: number; readonly characters: number; readonly leftOut: number };
  readonly dropped: Readonly<Record<string, number>>;
}

function evidenceOf(fact: Fact): ExplainedCue['evidence'][number] {
  const date = fact.when === undefined ? undefined : new Date(fact.when.earliest).toISOString().slice(0, 10);
  return { resource: `${fact.resource}/${fact.id ?? '(no id)'}`, date };
}

function stateOf(cue: Cue, outcome: CueOutcome): Pick<ExplainedCue, 'state' | 'why'> {
  switch (outcome.kind) {
    case 'met':
      return {
        state: 'met',
        why:
          outcome.unread.length === 0
            ? undefined
            : `could not be read, so does not hold: ${outcome.unread.join(', ')}`,
      };
    case 'not-met':
      return { state: 'not met', why: cue.reads.length === 0 ? 'the site has not configured it' : undefined };
    case 'unknown':
      return { state: 'unknown', why: outcome.reasons.join('; ') };
    case 'excluded':
      return { state: 'excluded', why: outcome.by };
    case 'not-applicable':
      return isEnabled(cue)
        ? { state: 'not for this age', why: undefined }
        : { state: 'switched off', why: cue.state };
  }
}

function explainCue(cue: Cue, outcome: CueOutcome, evaluated: Evaluated): ExplainedCue {
  const facts =
    outcome.kind === 'met' || outcome.kind === 'unknown' || outcome.kind === 'excluded' ? outcome.facts : [];
  const finding = evaluated.assessment.findings.find((found) => found.cue === cue.id);
  const alone =
    outcome.kind === 'met' && finding === undefined
      ? { state: 'excluded' as const, why: 'counts only with another cue' }
      : {};
  return {
    id: cue.id,
    label: cue.label,
    family: cue.family,
    points: finding?.points ?? 0,
    rule: cue.rule,
    evidence: facts.map(evidenceOf),
    ...stateOf(cue, outcome),
    ...alone,
  };
}

/** Says what every cue made of a record, and what would be shown. */
export function explain(
  input: ChartInput,
  content: Content,
  { hook, client }: Pick<HookCall, 'hook' | 'client'>,
  at: number,
): Explanation {
  const { patientId, encounterId } = input;
  const call = { client, userId: 'Practitioner/explain', patientId, encounterId };
  const evaluated = evaluateChart(call, input, content, at, () => '00000000-0000-4000-8000-000000000000');
  const { chart, assessment, decision, cards } = evaluated;
  if (input.encounterId !== undefined && chart.encounter === undefined) {
    throw new HavenError(
      'invalid-request',
      `Encounter/${input.encounterId} is not in the record, or never happened`,
    );
  }
  return {
    at: new Date(at).toISOString(),
    hook,
    revision: content.revision,
    setting: chart.setting,
    population:
      assessment.age === undefined ? `${assessment.population} (age unknown)` : assessment.population,
    encounter: chart.encounter?.id,
    department: chart.department,
    thresholds: content.scoring.populations[assessment.population].thresholds[chart.setting],
    cues: explainCues(chart, content, at).map(({ cue, outcome }) => explainCue(cue, outcome, evaluated)),
    pointsByFamily: assessment.points,
    score: assessment.score,
    tier: assessment.tier,
    decision,
    cards,
    text: chart.passagesRead,
    dropped: chart.dropped,
  };
}

/** What the score would have needed, in the words of scoring.yaml. */
function silence({ score, thresholds }: Explanation): string {
  const needs = `Tier 2 is possible from ${thresholds.tier2} points, tier 3 from ${thresholds.tier3}`;
  if (score < thresholds.tier2) return needs;
  return `${needs}; each also needs its anchor and families (scoring.yaml): points alone are not enough`;
}

/** How much free text was read, and how much not; the reasons are among what was left out. */
function textLine({ count, characters, leftOut }: Explanation['text']): readonly string[] {
  if (count + leftOut === 0) return [];
  const rest =
    leftOut === 0 ? '' : `; ${leftOut} not read, or not in full: cues that it could show are unknown`;
  return [`Free text read: ${count} passage(s), ${characters} characters${rest}`];
}

/** In which manner the card speaks: the department's approach, and what is on record about time alone and contact. */
function mannerOf({
  approach,
  circumstance,
  noContact,
}: Evaluated['decision'] & { readonly kind: 'show' }): string {
  return [approach, circumstance, noContact ? NO_CONTACT : undefined]
    .filter((part) => part !== undefined)
    .join(', ');
}

/** The table of `haven explain`. */
export function formatExplanation(explanation: Explanation): readonly string[] {
  const rows = explanation.cues.map((cue) => [
    cue.id,
    cue.state,
    cue.rule ?? String(cue.points),
    cue.family,
    cue.label,
    [...cue.evidence.map(({ resource, date }) => `${resource} ${date ?? 'undated'}`), cue.why ?? '']
      .filter((text) => text !== '')
      .join('; '),
  ]);
  const points = Object.entries(explanation.pointsByFamily).map(([family, count]) => `${family} ${count}`);
  const { decision } = explanation;
  return [
    `At ${explanation.at}, ${explanation.hook}, ${explanation.setting}, ${explanation.population}, content ${explanation.revision}`,
    explanation.encounter === undefined
      ? 'No current encounter: ambulatory thresholds'
      : `Encounter/${explanation.encounter}${explanation.department === undefined ? '' : `, department ${explanation.department}`}`,
    '',
    ...formatTable(['Cue', 'State', 'Points', 'Family', 'Label', 'Evidence'], rows),
    '',
    `Points by family: ${points.join(', ') || 'none'}; score ${explanation.score}; tier ${explanation.tier}`,
    silence(explanation),
    decision.kind === 'show'
      ? `Would be shown: ${decision.pathway} (${decision.wording}; ${mannerOf(decision)})`
      : `Nothing would be shown: ${decision.reasons.join(', ')}`,
    ...explanation.cards.map((card) => `  "${card.summary}"`),
    ...textLine(explanation.text),
    ...Object.entries(explanation.dropped).map(
      ([reason, count]) => `Left out: ${count} resource(s), ${reason}`,
    ),
  ];
}
