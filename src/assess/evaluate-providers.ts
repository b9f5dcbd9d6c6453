import type { ProvidersClause } from '../model/clause.js';
import type { Fact, Visit } from '../model/fact.js';
import { compareFacts } from './count-events.js';
import { falseUnlessUnread, met, unknown, UNPLACED } from './evaluation.js';
import type { Evaluation, Scene } from './evaluation.js';
import { sortByWindow } from './sort-by-window.js';

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

/** The most provider organisations that were visited for one and the same complaint. */
function countProviders(visits: readonly Fact[], byFact: ReadonlyMap<Fact, Visit>): Evaluation {
  const byComplaint = new Map<string, Map<string, Fact>>();
  let most = new Map<string, Fact>();
  for (const fact of visits.toSorted(compareFacts)) {
    const { complaints, provider } = byFact.get(fact) ?? { complaints: [], provider: '' };
    for (const complaint of complaints) {
      const providers = byComplaint.get(complaint) ?? new Map<string, Fact>();
      byComplaint.set(complaint, providers);
      if (!providers.has(provider)) providers.set(provider, fact);
      if (providers.size > most.size) most = providers;
    }
  }
  return met([...most.values()], most.size);
}

/** Counts different provider organisations that were visited for one and the same complaint. */
export function evaluateProviders(clause: ProvidersClause, scene: Scene): Evaluation {
  const byFact = new Map(scene.chart.visits.map((visit) => [factOf(visit), visit]));
  const { inside, perhaps } = sortByWindow(byFact.keys(), clause.within, scene);
  const certain = countProviders(inside, byFact);
  if (certain.events >= clause.atLeast) return certain;
  const possible = countProviders([...inside, ...perhaps], byFact);
  return possible.events >= clause.atLeast
    ? unknown(UNPLACED, possible.facts)
    : falseUnlessUnread(['Encounter'], scene.chart);
}
