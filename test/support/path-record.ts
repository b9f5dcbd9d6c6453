import type { ChartInput } from '../../src/chart/fold-chart.js';
import type { Band } from '../../src/cli/docs/age-bands.js';
import type { Leaf } from '../../src/cli/docs/ways-of.js';
import { WITNESS_AT } from '../../src/cli/docs/witness.js';
import type { Showing } from '../../src/cli/docs/witness.js';
import type { LoadedContent } from '../../src/content/load-content.js';
import type { Setting } from '../../src/model/chart.js';
import { DAY_MS } from '../../src/model/civil.js';
import type { ValueTest, Within } from '../../src/model/clause.js';
import { ACT_CODE, LOINC } from '../../src/model/code-system.js';
import type { Content } from '../../src/model/content.js';
import type { JsonObject } from '../../src/model/json-value.js';
import type { Language } from '../../src/model/language.js';
import { before } from '../../src/model/period.js';
import { SOURCES } from '../../src/model/source.js';
import type { Source, SourceState } from '../../src/model/source.js';
import { SampleCodes } from './sample-codes.js';
import { SampleSentences } from './sample-sentences.js';

const SUBJECT = { reference: 'Patient/p' };
const CURRENT = { reference: 'Encounter/current' };
const APPOINTMENT_STATUS = 'http://hl7.org/fhir/appointmentstatus';

/** Writes the record of a path as an EHR would send it: real codes of the value sets, real sentences of the phrase files. */
export class PathRecord {
  private readonly sentences: SampleSentences;
  private readonly codes: SampleCodes;

  constructor(loaded: LoadedContent, content: Content) {
    this.sentences = new SampleSentences(loaded, content);
    this.codes = new SampleCodes(loaded, content);
  }

  /** What the chart is folded from. */
  input(
    band: Band,
    setting: Setting,
    showings: readonly Showing[],
    language: Language,
    patient: JsonObject = {},
  ): ChartInput {
    const visit = {
      ...this.encounter('current', WITNESS_AT),
      status: 'in-progress',
      class: { system: ACT_CODE, code: setting === 'ED' ? 'EMER' : 'AMB' },
    };
    const resources = showings.flatMap(({ way, events, cue }) =>
      way.flatMap((leaf, at) => this.resources(leaf, events, language, `${cue}-${at}`)),
    );
    const birthDate = band === undefined ? {} : { birthDate: `${2026 - band.from}-01-01` };
    const known = SOURCES.map((source): [Source, SourceState] => [source, { kind: 'known' }]);
    return {
      patientId: 'p',
      encounterId: 'current',
      patient: { resourceType: 'Patient', id: 'p', ...birthDate, ...patient },
      patientUrl: undefined,
      received: [visit, ...resources].map((resource) => ({ resource, fullUrl: undefined })),
      sources: Object.fromEntries(known) as Readonly<Record<Source, SourceState>>,
    };
  }

  private resources(leaf: Leaf, events: number, language: Language, id: string): readonly JsonObject[] {
    const day = this.day(leaf.kind === 'unidentified' ? { kind: 'encounter' } : leaf.within, 0);
    const own = { id, subject: SUBJECT, encounter: CURRENT };
    switch (leaf.kind) {
      case 'code': {
        const gap = leaf.apart.kind === 'days' ? leaf.apart.days : 1;
        return Array.from({ length: Math.max(leaf.atLeast, events) }, (_, event) => event).flatMap(
          (event) => {
            const sets = [leaf.set, ...leaf.onlyWith.slice(0, 1)];
            return this.coded(leaf, sets, this.day(leaf.within, event * gap), `${id}-${event}`);
          },
        );
      }
      case 'together':
        return leaf.sets
          .slice(0, leaf.atLeast)
          .map((set, at) => this.condition([set], day, `${id}-${at}`, undefined));
      case 'observation':
        return [
          {
            ...own,
            resourceType: 'Observation',
            status: 'final',
            code: { coding: [this.codes.codeOf(leaf.set)] },
            effectiveDateTime: day,
            ...this.value(leaf.test, 'valueCodeableConcept'),
          },
        ];
      case 'answer':
        return [
          {
            ...own,
            resourceType: 'QuestionnaireResponse',
            status: 'completed',
            questionnaire: leaf.questionnaire ?? 'urn:test',
            authored: day,
            item: [{ linkId: leaf.linkId, answer: [this.value(leaf.test, 'valueCoding')] }],
          },
        ];
      case 'note':
        return [this.note(leaf.group, language, day, id)];
      case 'providers':
        return Array.from({ length: leaf.atLeast }, (_, at) => ({
          ...this.encounter(`${id}-${at}`, Date.parse(this.day(leaf.within, at))),
          reasonCode: [{ coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'R10.9' }] }],
          serviceProvider: { reference: `Organization/${at}` },
        }));
      case 'unidentified':
        return [];
    }
  }

  private coded(
    leaf: Extract<Leaf, { readonly kind: 'code' }>,
    sets: readonly number[],
    day: string,
    id: string,
  ): readonly JsonObject[] {
    const [main] = sets;
    const coding = main === undefined ? undefined : this.codes.codeOf(main);
    if (coding?.system === APPOINTMENT_STATUS)
      return [
        {
          resourceType: 'Appointment',
          id,
          status: coding.code,
          start: day,
          participant: [{ actor: SUBJECT }],
        },
      ];
    if (leaf.resources.includes('Condition')) {
      const visit = leaf.within.kind === 'encounter' ? 'current' : `visit-${id}`;
      return sets.map((set, at) => this.condition([set], day, `${id}-${at}`, visit));
    }
    return [this.visit(leaf.statuses, sets, day, id)];
  }

  private visit(statuses: readonly string[], sets: readonly number[], day: string, id: string): JsonObject {
    const kind = sets.map((set) => this.codes.codeOf(set)).find(({ system }) => system === ACT_CODE);
    const [first] = statuses;
    const status = first === undefined || statuses.includes('finished') ? 'finished' : first;
    const type = sets.map((set) => ({ coding: [this.codes.codeOf(set)] }));
    return {
      ...this.encounter(id, Date.parse(day)),
      status,
      class: kind ?? { system: ACT_CODE, code: 'AMB' },
      ...(kind === undefined ? { type } : {}),
    };
  }

  private condition(sets: readonly number[], day: string, id: string, visit: string | undefined): JsonObject {
    return {
      resourceType: 'Condition',
      id,
      subject: SUBJECT,
      recordedDate: day,
      code: { coding: sets.map((set) => this.codes.codeOf(set)) },
      ...(visit === undefined ? {} : { encounter: { reference: `Encounter/${visit}` } }),
    };
  }

  private encounter(id: string, at: number): JsonObject {
    const start = new Date(at).toISOString();
    return { resourceType: 'Encounter', id, status: 'finished', subject: SUBJECT, period: { start } };
  }

  private note(group: number, language: Language, day: string, id: string): JsonObject {
    const data = Buffer.from(this.sentences.sentenceOf(group, language), 'utf8').toString('base64');
    return {
      resourceType: 'DocumentReference',
      id,
      status: 'current',
      type: { coding: [{ system: LOINC, code: '54094-8' }] },
      subject: SUBJECT,
      date: day,
      context: { encounter: [CURRENT] },
      content: [{ attachment: { contentType: 'text/plain; charset=utf-8', language, data } }],
    };
  }

  private day(within: Within, daysBack: number): string {
    if (within.kind === 'encounter') return new Date(WITNESS_AT).toISOString();
    const start = within.kind === 'not-in-last' ? before(WITNESS_AT, within.period) : WITNESS_AT;
    return new Date(start - (daysBack + 1) * DAY_MS).toISOString();
  }

  private value(test: ValueTest, coded: 'valueCodeableConcept' | 'valueCoding'): JsonObject {
    if (test.kind === 'boolean') return { valueBoolean: test.is };
    if (test.kind === 'quantity') {
      const value = test.value + { lt: -1, le: 0, gt: 1, ge: 0 }[test.comparator];
      const code = test.units[0];
      return { valueQuantity: { value, ...(code === undefined ? {} : { code, unit: code }) } };
    }
    const coding = this.codes.codeOf(test.set);
    return coded === 'valueCoding' ? { valueCoding: coding } : { valueCodeableConcept: { coding: [coding] } };
  }
}
