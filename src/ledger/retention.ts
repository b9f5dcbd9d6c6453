import { DAY_MS, dayOf, HOUR_MS } from './keep-times.js';
import { SteadyClock } from './steady-clock.js';

/** How often what is past its time is let go of. */
const EVERY_MS = HOUR_MS;
/** How soon it is tried again where that failed. */
const AGAIN_MS = 5 * 60_000;
/** From then on operators hear of it. */
const LATE_MS = 2 * HOUR_MS;

/**
 * Where no count bears the clock out, nothing is let go of before it has gone steadily for so long (our judgement): time for a person
 * to set it, and after months of standstill soon enough.
 */
const DOUBTED_MS = 12 * HOUR_MS;
/** How long before today the days begin that bear it out. The last two do not: a wrong clock that was not believed may have counted them. */
const BORNE_OUT = { from: 8 * DAY_MS, to: DAY_MS } as const;

/** What retention works with. */
export interface RetentionTools {
  readonly now: () => number;
  /** lets go of what is past its time at a moment */
  readonly expire: (at: number) => Promise<unknown>;
  /** whether a call was counted in a day that begins in `[from, to)` */
  readonly hasCounts: (from: number, to: number) => Promise<boolean>;
}

/** Whether a clock that began at a moment agrees with what was counted. */
interface Judged {
  readonly begunAt: number;
  readonly isBorneOut: boolean;
}

/**
 * Lets go of what is past its time, once an hour, but not by a clock that may be far ahead: that would end every cooldown, and nothing
 * brings it back. Kept a while longer is the lesser harm. It is to be called once a minute.
 */
export class Retention {
  private readonly tools: RetentionTools;
  private readonly clock = new SteadyClock();
  private judged: Judged | undefined;
  private isBusy = false;
  private problem: string | undefined;
  private doneAt = 0;
  private dueAt = 0;

  constructor(tools: RetentionTools) {
    this.tools = tools;
  }

  /** Looks at the clock, and lets go where it is time to. Never rejects: what fails is tried again. */
  async look(): Promise<void> {
    const at = this.tools.now();
    this.clock.look(at);
    // One that hangs is not asked twice.
    if (this.isBusy) return;
    this.isBusy = true;
    try {
      await this.letGo(at);
    } catch (error) {
      this.problem = error instanceof Error ? error.message : 'unknown';
      this.dueAt = this.clock.ranMs + AGAIN_MS;
    } finally {
      this.isBusy = false;
    }
  }

  private async letGo(at: number): Promise<void> {
    const { begunAt } = this.clock;
    if (this.judged?.begunAt !== begunAt) this.judged = await this.judge(begunAt);
    // It was set while the database was asked: what it said before is worth nothing.
    if (this.clock.begunAt !== begunAt) return;
    if (this.clock.ranMs < this.dueAt || this.isDoubted) return;
    await this.tools.expire(at);
    this.problem = undefined;
    this.doneAt = this.clock.ranMs;
    this.dueAt = this.doneAt + EVERY_MS;
  }

  /** A clock that is far ahead has no calls behind it for days. Where there never were any, there is nothing to lose. */
  private async judge(begunAt: number): Promise<Judged> {
    const { hasCounts } = this.tools;
    const day = dayOf(begunAt);
    const [from, to] = [day - BORNE_OUT.from, day - BORNE_OUT.to];
    const isBorneOut = (await hasCounts(from, to)) || !(await hasCounts(0, from));
    return { begunAt, isBorneOut };
  }

  private get isDoubted(): boolean {
    return this.judged?.isBorneOut === false && this.clock.steadyMs < DOUBTED_MS;
  }

  /** What operators should know; empty where all is well. */
  health(): readonly string[] {
    if (this.isDoubted)
      return [
        'the clock is more than a week ahead of the calls counted before: it is wrong, or the service stood still; retention erases nothing before it has gone on for 12 hours',
      ];
    const lateMs = this.clock.ranMs - this.doneAt;
    if (lateMs < LATE_MS) return [];
    const why = this.problem ?? 'no answer yet';
    return [
      `nothing that is past its time was erased for ${Math.floor(lateMs / HOUR_MS)} hours (${why}): it is still kept`,
    ];
  }
}
