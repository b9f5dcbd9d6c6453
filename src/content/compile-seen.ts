import type { Clause, Within } from '../model/clause.js';
import { HavenError } from '../model/haven-error.js';
import { OBSERVATION_FORM } from '../model/observation-form.js';
import type { Registration } from '../model/site.js';

/** The value set of the answer that an item of the observation form was seen. */
export const OBSERVED = 'answer-observed';

/** Compiles what free text states: `note: GROUP`. */
export function compileNote(
  name: string,
  within: Within,
  { groups }: { readonly groups: ReadonlyMap<string, number> },
): Clause {
  const group = groups.get(name);
  if (group === undefined) throw new HavenError('content-invalid', `no phrase group "${name}"`);
  return { kind: 'note', group, groupName: name, within };
}

/**
 * Compiles what staff saw: `observed: LINKID`. Not observed is not no (catalogue section 4).
 *
 * @param set number of the value set of the answer
 */
export function compileObserved(linkId: string, within: Within, set: number): Clause {
  const test = { kind: 'coded-or-boolean', set, setName: OBSERVED, is: true } as const;
  return { kind: 'answer', linkId, questionnaire: OBSERVATION_FORM, test, within };
}

/** Compiles how the patient was registered; a site without a rule has configured nothing. */
export function compileRegistration({ registration }: { readonly registration: Registration }): Clause {
  const isConfigured = registration.unknownNames.length + registration.identitySystems.length > 0;
  return isConfigured
    ? { kind: 'unidentified' }
    : { kind: 'unconfigured', what: 'how registration marks a patient without identification' };
}
