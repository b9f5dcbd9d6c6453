import { SOURCES } from '../model/source.js';
import type { Source } from '../model/source.js';
import type { CallSeen } from './meter.js';

/** How often each source was not sent, since the start. */
export interface PrefetchSeen {
  /** calls whose record was read */
  readonly calls: number;
  readonly missing: Readonly<Record<Source, number>>;
}

/** Counts missing sources in plain numbers: the metrics and the malfunction watch read the same ones. */
export class SourceTally {
  private calls = 0;
  private readonly missing = Object.fromEntries(SOURCES.map((source) => [source, 0])) as Record<
    Source,
    number
  >;

  add({ missing }: Pick<CallSeen, 'missing'>): void {
    if (missing === undefined) return;
    this.calls += 1;
    for (const source of missing) this.missing[source] += 1;
  }

  seen(): PrefetchSeen {
    return { calls: this.calls, missing: { ...this.missing } };
  }
}
