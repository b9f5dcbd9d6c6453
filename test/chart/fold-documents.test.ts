import { inspect } from 'node:util';
import { foldChart } from '../../src/chart/fold-chart.js';
import type { Chart } from '../../src/model/chart.js';
import type { Content } from '../../src/model/content.js';
import type { JsonObject } from '../../src/model/json-value.js';
import type { SourceState } from '../../src/model/source.js';
import { EMPTY_CHART } from '../support/facts.js';
import { AT, note, noteOf, SUBJECT } from '../support/notes.js';
import { shippedContent } from '../support/shipped-content.js';

let content: Content;

beforeAll(async () => {
  content = await shippedContent();
});

function folded(resources: readonly JsonObject[], documents: SourceState = { kind: 'known' }): Chart {
  const input = {
    patientId: 'p1',
    encounterId: undefined,
    patient: { resourceType: 'Patient', id: 'p1' },
    patientUrl: undefined,
    received: resources.map((resource) => ({ resource, fullUrl: undefined })),
    sources: Object.freeze({ ...EMPTY_CHART.sources, documents }),
  };
  return foldChart(input, content, AT);
}

const PDF = noteOf({ contentType: 'application/pdf', data: 'JVBE' }, { id: 'pdf' });

describe('what a chart holds of free text (invariant 5)', () => {
  it('is numbers: no word of a note is in it', () => {
    const chart = folded([note('n1', 'zq7 one'), note('n2', 'zq7 three'), PDF]);
    expect(chart.passagesRead).toStrictEqual({ count: 2, characters: 16, leftOut: 1 });
    expect(inspect(chart, { depth: null })).not.toContain('zq7');
  });

  it('is nothing for a record without documents', () => {
    const condition = { resourceType: 'Condition', id: 'c', subject: SUBJECT, code: { text: 'words' } };
    expect(folded([condition])).toMatchObject({
      passagesRead: { count: 0, characters: 0, leftOut: 0 },
      sources: EMPTY_CHART.sources,
      dropped: {},
    });
  });
});

describe('a note that could not be read makes the documents incomplete (invariant 1)', () => {
  it('where they were known, with the reason', () => {
    expect(folded([PDF]).sources).toStrictEqual({
      ...EMPTY_CHART.sources,
      documents: { kind: 'incomplete', reason: 'unreadable-type' },
    });
    expect(folded([PDF]).dropped).toStrictEqual({ 'unreadable-type': 1 });
  });

  it('with the text budget as the reason, where that is one of several', () => {
    const long = note('long', 'x\n'.repeat(200_000), { date: '2026-03-01' });
    expect(folded([PDF, long]).sources.documents).toStrictEqual({
      kind: 'incomplete',
      reason: 'text-budget',
    });
  });

  it.each<SourceState>([
    { kind: 'unavailable', reason: 'timeout' },
    { kind: 'incomplete', reason: 'too-many-pages' },
    { kind: 'absent' },
  ])('and leaves %p as it is', (state) => {
    expect(folded([PDF], state).sources.documents).toBe(state);
  });
});
