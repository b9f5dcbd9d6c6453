import type { ProvidersClause } from '../model/clause.js';
import type { Fact, Visit } from '../model/fact.js';
import { FALSE, falseUnlessUnread, met } from './evaluation.js';
import type { Evaluation, Scene } from './evaluation.js';
import { placeInWindow } from './place-in-window.js';

function factOf(visit: Visit): Fact {
  return {
    resource: 'Encounter',
    id: visit.id,
    when: visit.when,
    encounter: visit.id,
    active: false,
    standing: false,
    status: undefined,
    value: undefined,
  };
}

/** Counts different provider organisations that were visited for one and the same complaint. */
export function evaluateProviders(clause: ProvidersClause, scene: Scene): Evaluation {
  const byComplaint = new Map<string, Map<string, Fact>>();
  let most: Evaluation = FALSE;
  for (const visit of scene.chart.visits) {
    const fact = factOf(visit);
    if (scene.admits?.(fact) === false) continue;
    if (placeInWindow(fact, clause.within, scene.chart, scene.at) !== 'inside') continue;
    for (const complaint of visit.complaints) {
      const providers = byComplaint.get(complaint) ?? new Map<string, Fact>();
      byComplaint.set(complaint, providers.set(visit.provider, fact));
      if (providers.size > most.events) most = met([...providers.values()], providers.size);
    }
  }
  return most.events >= clause.atLeast ? most : falseUnlessUnread(['Encounter'], scene.chart);
}
