import { collectPassages } from '../../src/chart/collect-passages.js';
import type { CollectedPassages } from '../../src/chart/collect-passages.js';
import type { MayTell } from '../../src/chart/draft-records.js';
import type { FoldContext } from '../../src/chart/fold-context.js';
import { isPatient } from '../../src/chart/fold-context.js';
import { startOf, tabulateEncounters } from '../../src/chart/tabulate-encounters.js';
import { uniqueResources } from '../../src/chart/unique-resources.js';
import type { Content } from '../../src/model/content.js';
import type { JsonObject } from '../../src/model/json-value.js';
import { textOf } from '../../src/model/json-value.js';

/** The moment of every call of these tests. */
export const AT = Date.parse('2026-03-10T15:00:00Z');
export const SUBJECT = { reference: 'Patient/p1' };

/** Base64 of a text, in UTF-8 unless bytes are given. */
export function base64(text: string | readonly number[]): string {
  return (typeof text === 'string' ? Buffer.from(text, 'utf8') : Buffer.from(text)).toString('base64');
}

/** A current progress note of a day before the call; its words are `text`, as plain text unless `more` says otherwise. */
export function note(id: string, text: string, more: JsonObject = {}): JsonObject {
  return {
    resourceType: 'DocumentReference',
    id,
    status: 'current',
    type: { coding: [{ system: 'http://loinc.org', code: '11506-3' }] },
    subject: SUBJECT,
    date: '2026-03-09T09:00:00Z',
    content: [{ attachment: { contentType: 'text/plain', data: base64(text) } }],
    ...more,
  };
}

/** A note in one form. */
export function noteOf(attachment: JsonObject, more: JsonObject = {}): JsonObject {
  return note('n1', '', { content: [{ attachment }], ...more });
}

export interface Collected extends CollectedPassages {
  readonly dropped: Readonly<Record<string, number>>;
}

/** The passages of a record of Patient/p1, collected as the fold does it, every word asked for. */
export function collected(
  content: Content,
  resources: readonly JsonObject[],
  encounterId?: string,
  mayTell: MayTell | undefined = (): boolean => true,
): Collected {
  const { byType, aliases } = uniqueResources(
    resources.map((resource) => ({ resource, fullUrl: undefined })),
  );
  const base = { at: AT, patientKey: 'Patient/p1', aliases, dropped: {} };
  const own = [...(byType.get('Encounter')?.values() ?? [])].filter(({ subject }) =>
    isPatient(subject, base),
  );
  const table = tabulateEncounters(own, encounterId, base);
  const context: FoldContext = {
    ...base,
    content,
    index: content.index,
    since: () => Number.NEGATIVE_INFINITY,
    currentId: textOf(table.current?.['id']),
    startOfEncounter: (id) => startOf(table.byId(id) ?? {}),
    encounterOfDiagnosis: table.byDiagnosis,
    facts: new Map(),
    answers: new Map(),
    affirmed: [],
  };
  return { ...collectPassages(byType, table.happened, context, mayTell), dropped: base.dropped };
}
