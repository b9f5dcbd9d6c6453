import type { AgeClause, Clause } from '../model/clause.js';
import type { Fact } from '../model/fact.js';
import { and, or } from '../model/truth.js';
import type { Truth } from '../model/truth.js';
import { evaluateCode } from './evaluate-code.js';
import { evaluateTogether } from './evaluate-together.js';
import { evaluateNote } from './evaluate-note.js';
import { evaluateProviders } from './evaluate-providers.js';
import { evaluateAnswer, evaluateObservation } from './evaluate-value.js';
import { FALSE, met, unknown } from './evaluation.js';
import type { Evaluation, Scene } from './evaluation.js';

function evaluateAge(clause: AgeClause, scene: Scene): Evaluation {
  const age = scene.chart.age;
  if (age === undefined) return unknown('age unknown');
  if (age.from >= clause.from && age.to <= clause.to) return met([], 1);
  return age.to < clause.from || age.from > clause.to ? FALSE : unknown('birth date too coarse');
}

function evaluateUnidentified({ chart }: Scene): Evaluation {
  return chart.unidentified === true ? met([], 1) : FALSE;
}

function combine(of: readonly Clause[], join: (values: readonly Truth[]) => Truth, scene: Scene): Evaluation {
  const parts = of.map((clause) => evaluateClause(clause, scene));
  const truth = join(parts.map((part) => part.truth));
  const grounds = parts.filter((part) => part.truth === truth);
  const facts = new Set<Fact>(grounds.flatMap((part) => part.facts));
  return {
    truth,
    facts: [...facts],
    events: Math.max(0, ...grounds.map((part) => part.events)),
    reasons: [...new Set(grounds.flatMap((part) => part.reasons))],
  };
}

/** Evaluates a statement about a chart, three-valued: the closed table of operators. Never throws on odd data. */
export function evaluateClause(clause: Clause, scene: Scene): Evaluation {
  switch (clause.kind) {
    case 'code':
      return evaluateCode(clause, scene);
    case 'together':
      return evaluateTogether(clause, scene);
    case 'observation':
      return evaluateObservation(clause, scene);
    case 'answer':
      return evaluateAnswer(clause, scene);
    case 'note':
      return evaluateNote(clause, scene);
    case 'providers':
      return evaluateProviders(clause, scene);
    case 'age':
      return evaluateAge(clause, scene);
    case 'unidentified':
      return evaluateUnidentified(scene);
    case 'unconfigured':
      return FALSE;
    case 'all':
      return combine(clause.of, and, scene);
    case 'any':
      return combine(clause.of, or, scene);
  }
}
