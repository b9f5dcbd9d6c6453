import type { Suggestion } from '../../src/protocol/cds-card.js';
import type {
  ProposedCarePlan,
  ProposedResource,
  ProposedServiceRequest,
  ProposedTask,
} from '../../src/protocol/proposed-resource.js';
import type { Subject } from '../../src/cards/subject.js';

/** A subject of whom nothing but references is known. */
export const SUBJECT: Subject = {
  patientId: 'p',
  encounterId: undefined,
  userId: 'Practitioner/u',
  at: Date.parse('2026-11-24T18:00:00Z'),
};

/** What suggestions would create, in order. */
export function resourcesIn(suggestions: readonly Suggestion[] = []): readonly ProposedResource[] {
  return suggestions.flatMap(({ actions }) => actions.map(({ resource }) => resource));
}

/** The orders among it. */
export function ordersIn(suggestions: readonly Suggestion[] = []): readonly ProposedServiceRequest[] {
  return resourcesIn(suggestions).filter((resource) => resource.resourceType === 'ServiceRequest');
}

/** The Tasks among it. */
export function tasksIn(suggestions: readonly Suggestion[] = []): readonly ProposedTask[] {
  return resourcesIn(suggestions).filter((resource) => resource.resourceType === 'Task');
}

/** The plans among it. */
export function plansIn(suggestions: readonly Suggestion[] = []): readonly ProposedCarePlan[] {
  return resourcesIn(suggestions).filter((resource) => resource.resourceType === 'CarePlan');
}
