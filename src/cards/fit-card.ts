import type { OutputLimits } from '../model/client-profile.js';
import type { Action, Card, Link, Suggestion } from '../protocol/cds-card.js';

/** A client that cannot do all of a suggestion gets none of it: its actions belong together (CDS Hooks 2.0.1, Suggestion). */
function isUsable({ actions }: Suggestion, output: OutputLimits): boolean {
  const { actionsPerSuggestion, resourceTypes, codeSystems } = output;
  const hasCode = ({ resource }: Action): boolean =>
    codeSystems === undefined ||
    resource.resourceType !== 'ServiceRequest' ||
    (resource.code.coding ?? []).some(({ system }) => codeSystems.includes(system));
  return (
    actions.length <= actionsPerSuggestion &&
    actions.every((action) => resourceTypes.includes(action.resource.resourceType) && hasCode(action))
  );
}

function withoutContext({ label, url, type }: Link): Link {
  return { label, url, type };
}

/**
 * A card without what its client cannot do. `selectionBehavior` stands beside suggestions only (CDS Hooks 2.0.1, Card Attributes).
 */
export function fitCard({ uuid, suggestions, links, ...card }: Card, output: OutputLimits): Card {
  const usable = (suggestions ?? []).filter((suggestion) => isUsable(suggestion, output));
  const shown = output.appContext ? links : links?.map(withoutContext);
  return {
    // First: a literal that begins with a spread leaves a hidden class behind for every call (docs/benchmarks.md).
    uuid,
    ...card,
    ...(usable.length === 0 ? {} : { suggestions: usable, selectionBehavior: output.selectionBehavior }),
    ...(shown === undefined ? {} : { links: shown }),
  };
}
