import { sceneOf, UNPLACED } from '../../src/assess/evaluation.js';
import type { Evaluation } from '../../src/assess/evaluation.js';
import { evaluateNote } from '../../src/assess/evaluate-note.js';
import type { Fact } from '../../src/model/fact.js';
import { SOURCES } from '../../src/model/source.js';
import { factOf } from '../support/facts.js';
import { CALL_AT, chartWith, last } from '../support/small-content.js';

const GROUP = 7;
const CLAUSE = { kind: 'note', group: GROUP, groupName: 'speaks-for-patient', within: last('P12M') } as const;
const read = (stated: readonly Fact[], group = GROUP): Evaluation =>
  evaluateNote(CLAUSE, sceneOf(chartWith({}, { notes: new Map([[group, stated]]) }), CALL_AT));
const note = (on?: string): Fact => factOf({ resource: 'DocumentReference', on });

describe('evaluateNote: what free text states about the patient', () => {
  it('is true on every statement inside the window', () => {
    const facts = [note('2026-05-05'), note('2026-06-05')];
    expect(read([...facts, note()])).toEqual({ truth: 'true', facts, events: 2, reasons: [] });
  });
  it('is unknown where a statement has no date, or one that is only partly inside', () => {
    expect(read([note()])).toEqual({ truth: 'unknown', facts: [note()], events: 0, reasons: [UNPLACED] });
    expect(read([note('2025')]).truth).toBe('unknown');
  });
  it('is false where nothing, something old or another group is stated', () => {
    expect(read([]).truth).toBe('false');
    expect(read([note('2020-01-01')]).truth).toBe('false');
    expect(read([note('2026-05-05')], 8).truth).toBe('false');
  });

  const TEXTS = new Set(['documents', 'encounters', 'conditions', 'observations', 'questionnaireResponses']);
  it.each(SOURCES)('where %s were not read, is unknown only if text is read from them', (source) => {
    const chart = chartWith({}, { sources: { [source]: { kind: 'absent' } } });
    const { truth, reasons } = evaluateNote(CLAUSE, sceneOf(chart, CALL_AT));
    expect(truth).toBe(TEXTS.has(source) ? 'unknown' : 'false');
    expect(reasons).toEqual(TEXTS.has(source) ? [`${source} absent`] : []);
  });
});
