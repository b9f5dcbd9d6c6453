import { explainCues } from '../assess/explain-cues.js';
import { caseResources, casePatient, CASE_ENCOUNTER, CASE_PATIENT } from '../content/case-resources.js';
import type { CaseEntry } from '../content/schema/case-file.js';
import type { ChartInput } from '../chart/fold-chart.js';
import type { Content } from '../model/content.js';
import { firstClient } from '../model/first-client.js';
import { SOURCES } from '../model/source.js';
import type { Source, SourceState } from '../model/source.js';
import { evaluateChart } from '../pipeline/evaluate-chart.js';

/** What a case gave, in the words of its `expect`. */
export interface CaseOutcome {
  readonly met: readonly string[];
  readonly unknown: readonly string[];
  readonly score: number;
  readonly tier: number;
  readonly card: string;
  readonly wording: string | undefined;
  readonly circumstance: string;
  readonly noContact: boolean;
}

/** One expectation that did not hold. */
export interface Mismatch {
  readonly what: string;
  readonly expected: string;
  readonly found: string;
}

function inputOf(entry: CaseEntry, at: string): ChartInput {
  const { given } = entry;
  const states = SOURCES.map((source): [Source, SourceState] => [
    source,
    given.unavailable.includes(source) ? { kind: 'unavailable', reason: 'case' } : { kind: 'known' },
  ]);
  return {
    patientId: CASE_PATIENT,
    encounterId: CASE_ENCOUNTER,
    patient: casePatient(given, at),
    patientUrl: undefined,
    received: caseResources(given, at).map((resource) => ({ resource, fullUrl: undefined })),
    sources: Object.fromEntries(states) as Readonly<Record<Source, SourceState>>,
  };
}

/**
 * Runs one worked patient through the whole line.
 *
 * @param at the case file's fixed clock, an instant
 */
export function runCase(entry: CaseEntry, content: Content, at: string): CaseOutcome {
  const client = firstClient(content.site);
  const call = { client, userId: entry.user, patientId: CASE_PATIENT, encounterId: CASE_ENCOUNTER };
  const clock = Date.parse(at);
  const { chart, assessment, decision, cards } = evaluateChart(
    call,
    inputOf(entry, at),
    content,
    clock,
    () => 'case',
  );
  const unread = explainCues(chart, content, clock).filter(({ outcome }) => outcome.kind === 'unknown');
  return {
    met: assessment.findings.map(({ cue }) => cue).toSorted(),
    unknown: unread.map(({ cue }) => cue.id),
    score: assessment.score,
    tier: assessment.tier,
    card: decision.kind === 'show' && cards.length === 1 ? decision.pathway : 'none',
    wording: decision.kind === 'show' ? decision.wording : undefined,
    circumstance: assessment.circumstances[0] ?? 'none',
    noContact: assessment.noContact,
  };
}

/** Compares what a case gave with what it expects. */
export function compareCase(expect: CaseEntry['expect'], found: CaseOutcome): readonly Mismatch[] {
  const rows: readonly (readonly [string, string | undefined, string])[] = [
    ['met', expect.met?.toSorted().join(' '), found.met.join(' ')],
    ['score', expect.score?.toString(), found.score.toString()],
    ['tier', expect.tier.toString(), found.tier.toString()],
    ['card', expect.card, found.card],
    ['wording', expect.wording, found.wording ?? 'none'],
    ['circumstance', expect.circumstance, found.circumstance],
    ['noContact', expect.noContact?.toString(), found.noContact.toString()],
  ];
  const wrong = rows.flatMap(([what, expected, got]) =>
    expected === undefined || expected === got ? [] : [{ what, expected, found: got }],
  );
  const lacking = (expect.unknown ?? [])
    .filter((cue) => !found.unknown.includes(cue))
    .map((cue) => ({ what: 'unknown', expected: cue, found: found.unknown.join(' ') }));
  const surplus = (expect.notMet ?? [])
    .filter((cue) => found.met.includes(cue))
    .map((cue) => ({ what: 'notMet', expected: cue, found: 'met' }));
  return [...wrong, ...lacking, ...surplus];
}
