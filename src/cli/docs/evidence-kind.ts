import { isInstrumentSet } from '../../content/instrument-set.js';
import type { Content } from '../../model/content.js';
import { LANGUAGES } from '../../model/language.js';
import type { Language } from '../../model/language.js';
import { OBSERVATION_FORM } from '../../model/observation-form.js';
import type { Leaf } from './ways-of.js';

/** What evidence is written in. */
type EvidenceKind =
  'codes' | 'notes' | 'observation-form' | 'questionnaires' | 'observations' | 'registration';

/** A part of the record, taken by itself. */
export interface Evidence {
  readonly label: string;
  readonly admits: (leaf: Leaf) => boolean;
}

/** The kind of evidence that can make a statement true. */
function kindOf(leaf: Leaf): EvidenceKind {
  switch (leaf.kind) {
    case 'code':
    case 'together':
    case 'providers':
      return 'codes';
    case 'note':
      return 'notes';
    case 'answer':
      return leaf.questionnaire === OBSERVATION_FORM ? 'observation-form' : 'questionnaires';
    case 'observation':
      return isInstrumentSet(leaf.setName) ? 'questionnaires' : 'observations';
    case 'unidentified':
      return 'registration';
  }
}

/** Numbers of the phrase groups that have a phrase in a language. */
function groupsIn(language: Language, { phrases }: Content): ReadonlySet<number> {
  return new Set(
    phrases.patterns
      .filter((pattern) => pattern.language === language && !pattern.isUnless)
      .map(({ group }) => group),
  );
}

function notesIn(language: Language, content: Content): Evidence {
  const groups = groupsIn(language, content);
  return {
    label: `notes (${language})`,
    admits: (leaf) => leaf.kind === 'note' && groups.has(leaf.group),
  };
}

/** Everything, then each kind of evidence alone; notes by language. */
export function evidenceOf(content: Content): readonly Evidence[] {
  const only = (kind: EvidenceKind, label: string): Evidence => ({
    label,
    admits: (leaf) => kindOf(leaf) === kind,
  });
  return [
    { label: 'any', admits: () => true },
    only('codes', 'codes and visits'),
    ...LANGUAGES.map((language) => notesIn(language, content)),
    only('observation-form', 'observation form'),
    only('questionnaires', 'questionnaires and instruments'),
    only('observations', 'observations'),
    only('registration', 'registration'),
  ];
}
