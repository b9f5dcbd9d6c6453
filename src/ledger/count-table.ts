import { dayOf, hourOf } from './keep-times.js';
import type { CallRecord, HourCount } from './ledger.js';
import type { DayCell } from './suppress-cells.js';

/** Counts that are added up in memory, by everything but their number. */
export interface Counts {
  readonly hours: readonly HourCount[];
  readonly days: readonly DayCell[];
}

/** Adds up what is alike; as many rows as there are different things, however many calls. */
export class CountTable {
  private readonly hours = new Map<string, HourCount>();
  private readonly days = new Map<string, DayCell>();

  addCall({ hook, department, revision, tier, outcome, ageBand, at }: CallRecord): void {
    this.addHour({ hour: hourOf(at), hook, department, revision, tier, outcome, count: 1 });
    this.addDay({ day: dayOf(at), outcome, ageBand, count: 1 });
  }

  addHour(row: HourCount): void {
    const { hour, hook, department, revision, tier, outcome } = row;
    const key = JSON.stringify([hour, hook, department, revision, tier, outcome]);
    this.hours.set(key, { ...row, count: (this.hours.get(key)?.count ?? 0) + row.count });
  }

  private addDay(cell: DayCell): void {
    const key = JSON.stringify([cell.day, cell.outcome, cell.ageBand]);
    this.days.set(key, { ...cell, count: (this.days.get(key)?.count ?? 0) + cell.count });
  }

  /** Adds what another table held. */
  addAll({ hours, days }: Counts): void {
    for (const row of hours) this.addHour(row);
    for (const cell of days) this.addDay(cell);
  }

  get isEmpty(): boolean {
    return this.hours.size === 0;
  }

  read(): Counts {
    return { hours: [...this.hours.values()], days: [...this.days.values()] };
  }

  /** Reads everything and begins anew. */
  take(): Counts {
    const counts = this.read();
    this.hours.clear();
    this.days.clear();
    return counts;
  }

  /** Drops what began before a moment. */
  dropBefore(moment: number): void {
    for (const [key, { hour }] of this.hours) if (hour < moment) this.hours.delete(key);
    for (const [key, { day }] of this.days) if (day < moment) this.days.delete(key);
  }
}
