import type { NoteClause } from '../model/clause.js';
import type { Fact } from '../model/fact.js';
import type { EvidenceResource } from '../model/source.js';
import { falseUnlessUnread, met, unknown, UNPLACED } from './evaluation.js';
import type { Evaluation, Scene } from './evaluation.js';
import { sortByWindow } from './sort-by-window.js';

const NONE: readonly Fact[] = Object.freeze([]);
/** What free text is read from. */
const TEXTS: readonly EvidenceResource[] = [
  'DocumentReference',
  'Encounter',
  'Condition',
  'Observation',
  'QuestionnaireResponse',
];

/** A phrase group that free text states about the patient, inside the window. */
export function evaluateNote(clause: NoteClause, scene: Scene): Evaluation {
  const stated = scene.chart.notes.get(clause.group) ?? NONE;
  const { inside, perhaps } = sortByWindow(stated, clause.within, scene);
  if (inside.length > 0) return met(inside, inside.length);
  if (perhaps.length > 0) return unknown(UNPLACED, perhaps);
  return falseUnlessUnread(TEXTS, scene.chart);
}
