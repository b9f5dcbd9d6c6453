import { foldChart } from '../../chart/fold-chart.js';
import type { Chart, ItemAnswer, Setting } from '../../model/chart.js';
import { DAY_MS } from '../../model/civil.js';
import type { AnswerClause, CodeClause, ObservationClause, ValueTest, Within } from '../../model/clause.js';
import { ACT_CODE } from '../../model/code-system.js';
import type { Content } from '../../model/content.js';
import type { Fact, FactValue, Visit } from '../../model/fact.js';
import { before } from '../../model/period.js';
import { SOURCES } from '../../model/source.js';
import type { EvidenceResource, Source, SourceState } from '../../model/source.js';
import type { Band } from './age-bands.js';
import type { Leaf, Way } from './ways-of.js';

/** The moment of every made-up call; no result depends on it. */
export const WITNESS_AT = Date.UTC(2026, 0, 15, 12);
const YEAR = 2026;
const CURRENT = 'current';
const SUBJECT = { reference: 'Patient/p' };
const CLASS_OF: Readonly<Record<Setting, string>> = { ED: 'EMER', AMB: 'AMB' };

/** A patient of an age at a visit, with every source read and nothing in any of them. */
export function emptyChart(band: Band, setting: Setting, content: Content): Chart {
  const birthDate = band === undefined ? {} : { birthDate: `${YEAR - band.from}-01-01` };
  const visit = {
    resourceType: 'Encounter',
    id: CURRENT,
    status: 'in-progress',
    class: { system: ACT_CODE, code: CLASS_OF[setting] },
    subject: SUBJECT,
    period: { start: new Date(WITNESS_AT).toISOString() },
  };
  const known = SOURCES.map((source): [Source, SourceState] => [source, { kind: 'known' }]);
  const input = {
    patientId: 'p',
    encounterId: CURRENT,
    patient: { resourceType: 'Patient', id: 'p', ...birthDate },
    patientUrl: undefined,
    received: [{ resource: visit, fullUrl: undefined }],
    sources: Object.fromEntries(known) as Readonly<Record<Source, SourceState>>,
  };
  return foldChart(input, content, WITNESS_AT);
}

/** One way in which a cue is met, and how many events it shows. */
export interface Showing {
  readonly cue: string;
  readonly way: Way;
  readonly events: number;
}

function valueFor(test: ValueTest): FactValue {
  switch (test.kind) {
    case 'coded':
      return { sets: [test.set] };
    case 'boolean':
    case 'coded-or-boolean':
      return { sets: [], boolean: test.is };
    case 'quantity': {
      const step = { lt: -1, le: 0, gt: 1, ge: 0 }[test.comparator];
      const [unit] = test.units;
      return { sets: [], number: test.value + step, ...(unit === undefined ? {} : { unit }) };
    }
  }
}

/** A day inside the window, so many days back. */
function dayIn(within: Within, days: number): number {
  const start = within.kind === 'not-in-last' ? before(WITNESS_AT, within.period) : WITNESS_AT;
  return start - (days + 1) * DAY_MS;
}

/** Adds what makes statements true to a chart: facts as the chart stage would have folded them. */
class Witness {
  private readonly facts: Map<number, readonly Fact[]>;
  private readonly answers: Map<string, readonly ItemAnswer[]>;
  private readonly notes: Map<number, readonly Fact[]>;
  private readonly visits: Visit[];
  private isUnidentified = false;
  private count = 0;
  private readonly base: Chart;

  constructor(base: Chart) {
    this.base = base;
    this.facts = new Map(base.facts);
    this.answers = new Map(base.answers);
    this.notes = new Map(base.notes);
    this.visits = [...base.visits];
  }

  get chart(): Chart {
    const { facts, answers, notes, visits } = this;
    const unidentified = this.isUnidentified ? true : this.base.unidentified;
    return { ...this.base, facts, answers, notes, visits, unidentified };
  }

  show(leaf: Leaf, events: number): void {
    switch (leaf.kind) {
      case 'code':
        return this.showCode(leaf, events);
      case 'together': {
        const shared = this.fact(leaf.resources[0] ?? 'Condition', leaf.within);
        for (const set of leaf.sets.slice(0, leaf.atLeast)) this.file(set, shared);
        return;
      }
      case 'observation':
        return this.file(leaf.set, { ...this.fact('Observation', leaf.within), value: valueFor(leaf.test) });
      case 'answer':
        return this.showAnswer(leaf);
      case 'note':
        this.notes.set(leaf.group, [
          ...(this.notes.get(leaf.group) ?? []),
          this.fact('DocumentReference', leaf.within),
        ]);
        return;
      case 'providers':
        return this.showVisits(leaf.atLeast, leaf.within);
      case 'unidentified':
        this.isUnidentified = true;
    }
  }

  private showCode(leaf: CodeClause, events: number): void {
    const gap = leaf.apart.kind === 'days' ? leaf.apart.days : 1;
    for (let event = 0; event < Math.max(leaf.atLeast, events); event += 1) {
      const plain = this.fact(leaf.resources[0] ?? 'Condition', leaf.within, event * gap);
      const fact = { ...plain, status: leaf.statuses[0], active: leaf.active !== 'inactive' };
      this.file(leaf.set, fact);
      const [company] = leaf.onlyWith;
      if (company !== undefined) this.file(company, { ...fact, id: `${fact.id}-with` });
    }
  }

  private showAnswer({ linkId, questionnaire, test, within }: AnswerClause): void {
    const value = valueFor(test);
    const fact = { ...this.fact('QuestionnaireResponse', within), value };
    this.answers.set(linkId, [...(this.answers.get(linkId) ?? []), { questionnaire, fact, value }]);
  }

  private showVisits(providers: number, within: Within): void {
    for (let provider = 0; provider < providers; provider += 1) {
      const { id, when } = this.fact('Encounter', within, provider);
      this.visits.push({ id, when, provider: `provider-${provider}`, complaints: ['complaint'] });
    }
  }

  /** A fact of its own encounter, so that it keeps company with no other by accident. */
  private fact(resource: EvidenceResource, within: Within, daysBack = 0): Fact & { readonly id: string } {
    this.count += 1;
    const isNow = within.kind === 'encounter';
    const day = isNow ? WITNESS_AT : dayIn(within, daysBack);
    return {
      resource,
      id: `witness-${this.count}`,
      when: { earliest: day, latest: day },
      encounter: isNow ? CURRENT : `visit-${this.count}`,
      active: true,
      standing: false,
      status: undefined,
      value: undefined,
    };
  }

  private file(set: ObservationClause['set'], fact: Fact): void {
    this.facts.set(set, [...(this.facts.get(set) ?? []), fact]);
  }
}

/** The chart of a patient whose record shows exactly these ways: the real assessment says what comes of it. */
export function chartShowing(base: Chart, showings: readonly Showing[]): Chart {
  const witness = new Witness(base);
  for (const { way, events } of showings) for (const leaf of way) witness.show(leaf, events);
  return witness.chart;
}
