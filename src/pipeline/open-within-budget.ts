import type { Content } from '../model/content.js';
import type { HookCall } from '../model/hook-call.js';
import type { GatherPort } from '../chart/gather-chart.js';

/** Opens the caller's FHIR server for as long as the signal lasts; undefined where it may not be read. */
export type OpenFhirWithin = (
  access: NonNullable<HookCall['fhir']>,
  client: HookCall['client'],
  signal: AbortSignal,
) => GatherPort | undefined;

/** Whether the caller offered a FHIR server, and whether the site lets us read it for this client. */
export type FhirAccessKind = 'not-offered' | 'refused' | 'open';

/** A port that ends with the budget, and a way to end it sooner. */
export interface BudgetedFhir {
  readonly port: GatherPort | undefined;
  readonly access: FhirAccessKind;
  /** aborts whatever is still in flight: no work goes on behind the answer */
  readonly close: () => void;
}

function closed(access: FhirAccessKind): BudgetedFhir {
  return { port: undefined, access, close: () => undefined };
}

/** One deadline for all FHIR reads of a call. */
export function openWithinBudget(
  call: HookCall,
  content: Content,
  open: OpenFhirWithin,
  ended: AbortSignal | undefined,
): BudgetedFhir {
  if (call.fhir === undefined) return closed('not-offered');
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  const port = open(call.fhir, call.client, controller.signal);
  if (port === undefined) return closed('refused');
  const timer = setTimeout(abort, content.site.fhirBudgetMs);
  ended?.addEventListener('abort', abort, { once: true });
  return {
    port,
    access: 'open',
    close: () => {
      clearTimeout(timer);
      ended?.removeEventListener('abort', abort);
      abort();
    },
  };
}
