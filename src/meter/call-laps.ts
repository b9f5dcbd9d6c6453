import { STAGES } from './meter.js';
import type { Stage } from './meter.js';

/** How long each stage of one call took, by a clock in milliseconds. A stage that comes twice counts as the sum. */
export class CallLaps {
  private readonly clock: () => number;
  private readonly started: number;
  private last: number;
  private readonly took = new Map<Stage, number>();

  constructor(clock: () => number) {
    this.clock = clock;
    this.started = clock();
    this.last = this.started;
  }

  end(stage: Stage): void {
    const now = this.clock();
    this.took.set(stage, (this.took.get(stage) ?? 0) + now - this.last);
    this.last = now;
  }

  /** Stages in their order, those that the call did not reach left out. */
  each(tell: (stage: Stage, ms: number) => void): void {
    for (const stage of STAGES) {
      const ms = this.took.get(stage);
      if (ms !== undefined) tell(stage, ms);
    }
  }

  /** From the beginning until now. */
  total(): number {
    return this.clock() - this.started;
  }
}
