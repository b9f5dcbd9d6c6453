import type { AnswerClause, Clause, ObservationClause, ValueTest } from '../model/clause.js';
import type { Instrument } from '../model/site.js';
import { setNumber, windowOf } from './clause-scope.js';
import type { ClauseScope } from './clause-scope.js';

function instrumentClause(instrument: Instrument, scope: ClauseScope): ObservationClause | AnswerClause {
  const within = windowOf(undefined, scope);
  if (instrument.kind === 'questionnaire') {
    const test = { kind: 'quantity', comparator: 'ge', value: instrument.atLeast, units: [] } as const;
    return { kind: 'answer', linkId: instrument.linkId, questionnaire: instrument.canonical, test, within };
  }
  const setName = scope.instrumentSet(instrument.system, instrument.code);
  const set = setNumber(setName, scope);
  const test: ValueTest =
    instrument.kind === 'observation-positive'
      ? { kind: 'boolean', is: true }
      : { kind: 'quantity', comparator: 'ge', value: instrument.atLeast, units: [] };
  return { kind: 'observation', set, setName, test, within };
}

/** Any of the screening instruments that the site has; unconfigured where it has none. */
export function compileInstruments(scope: ClauseScope): Clause {
  if (scope.instruments.length === 0)
    return { kind: 'unconfigured', what: 'screening instrument of the site' };
  return { kind: 'any', of: scope.instruments.map((instrument) => instrumentClause(instrument, scope)) };
}
