import type { AnswerClause, ObservationClause, ValueTest } from '../model/clause.js';
import type { Fact, FactValue } from '../model/fact.js';
import { falseUnlessUnread, met, unknown, UNPLACED } from './evaluation.js';
import type { Evaluation, Scene } from './evaluation.js';
import { sortByWindow } from './sort-by-window.js';

function comparesTo(value: FactValue, test: ValueTest & { readonly kind: 'quantity' }): boolean {
  const { number, unit } = value;
  if (number === undefined) return false;
  // A number without a unit (a score, an integer) is compared only where no unit is asked for.
  if (test.units.length > 0 && !test.units.includes(unit ?? '')) return false;
  switch (test.comparator) {
    case 'lt':
      return number < test.value;
    case 'le':
      return number <= test.value;
    case 'gt':
      return number > test.value;
    case 'ge':
      return number >= test.value;
  }
}

/** True where a value passes a test; a missing value passes none. */
export function passes(value: FactValue | undefined, test: ValueTest): boolean {
  if (value === undefined) return false;
  switch (test.kind) {
    case 'coded':
      return value.sets.includes(test.set);
    case 'boolean':
      return value.boolean === test.is;
    case 'coded-or-boolean':
      return value.boolean === test.is || value.sets.includes(test.set);
    case 'quantity':
      return comparesTo(value, test);
  }
}

interface Answered {
  readonly fact: Fact;
  readonly value: FactValue | undefined;
}

function evaluate(
  answers: readonly Answered[],
  clause: ObservationClause | AnswerClause,
  resource: 'Observation' | 'QuestionnaireResponse',
  scene: Scene,
): Evaluation {
  const passing = answers.filter(({ value }) => passes(value, clause.test)).map(({ fact }) => fact);
  const { inside, perhaps } = sortByWindow(passing, clause.within, scene);
  if (inside.length > 0) return met(inside, inside.length);
  if (perhaps.length > 0) return unknown(UNPLACED, perhaps);
  return falseUnlessUnread([resource], scene.chart);
}

/** An Observation with a value that passes. */
export function evaluateObservation(clause: ObservationClause, scene: Scene): Evaluation {
  const facts = (scene.chart.facts.get(clause.set) ?? []).filter((fact) => fact.resource === 'Observation');
  return evaluate(
    facts.map((fact) => ({ fact, value: fact.value })),
    clause,
    'Observation',
    scene,
  );
}

/** A questionnaire item with an answer that passes. */
export function evaluateAnswer(clause: AnswerClause, scene: Scene): Evaluation {
  const answers = (scene.chart.answers.get(clause.linkId) ?? []).filter(
    (answer) => clause.questionnaire === undefined || answer.questionnaire === clause.questionnaire,
  );
  return evaluate(answers, clause, 'QuestionnaireResponse', scene);
}
