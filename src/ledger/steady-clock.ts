/** How often a steady clock is looked at, by a timer of this process, which nobody can set. */
export const LOOK_MS = 60_000;
/** A timer may come late, on a busy machine or one that stood still for a while; a clock that was set moves further. */
const STEP_MS = 10 * 60_000;

/** A clock that is looked at once a minute. It shows whether somebody set it meanwhile, and for how long nobody has. */
export class SteadyClock {
  private last: number | undefined;
  private begun = 0;
  private looks = 0;
  private steadyLooks = 0;

  /** @param at what the clock says */
  look(at: number): void {
    if (this.last !== undefined) this.looks += 1;
    const isSet = this.last === undefined || Math.abs(at - this.last - LOOK_MS) > STEP_MS;
    this.steadyLooks = isSet ? 0 : this.steadyLooks + 1;
    if (isSet) this.begun = at;
    this.last = at;
  }

  /** How long it has been looked at, whatever it said. */
  get ranMs(): number {
    return this.looks * LOOK_MS;
  }

  /** How long it has gone on as it should. */
  get steadyMs(): number {
    return this.steadyLooks * LOOK_MS;
  }

  /** What it said when it began to. */
  get begunAt(): number {
    return this.begun;
  }
}
