import { existingStore } from './existing-store.js';
import type { Ledger } from './ledger.js';
import type { DatabasePlace } from './open-ledger.js';
import { suppressCells } from './suppress-cells.js';

/** What operators' commands need of the ledger that a running service follows. */
export type OperatorLedger = Pick<Ledger, 'overrides' | 'setOverride' | 'counters' | 'dayCounts' | 'close'>;

/**
 * Opens the ledger of a service that runs, for a command beside it: without buffer or spool, so that what it says is done is done.
 *
 * @throws HavenError `configuration-invalid` where there is no such database: a new one would be followed by nobody
 */
export async function operatorLedger(place: DatabasePlace): Promise<OperatorLedger> {
  const store = await existingStore(place);
  return {
    overrides: () => store.ask('overrides', undefined),
    setOverride: (change) => store.ask('changeOverride', change),
    counters: (from, to) => store.ask('hours', { from, to }),
    dayCounts: async (from, to) => suppressCells(await store.ask('days', { from, to })),
    close: () => store.close(),
  };
}
