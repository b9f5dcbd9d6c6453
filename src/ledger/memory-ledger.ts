import type { CallRecord, HourCount, Ledger } from './ledger.js';
import type { FeedbackItem } from '../protocol/parse-feedback.js';

const HOUR_MS = 3_600_000;

/** Counts in memory, lost at the end of the process; for the demo site, and until a durable ledger is configured. */
export function memoryLedger(): Ledger {
  const counts = new Map<string, number>();
  const hours = new Map<string, HourCount>();
  const add = (name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);
  const addToHour = ({ at, ...record }: CallRecord): void => {
    const hour = Math.floor(at / HOUR_MS) * HOUR_MS;
    const key = [hour, ...Object.values(record)].join(' ');
    hours.set(key, { ...record, hour, count: (hours.get(key)?.count ?? 0) + 1 });
  };
  return {
    recordCall: (record: CallRecord) => {
      const { hook, outcome, tier } = record;
      add(`calls.${hook}.${outcome}`);
      if (tier !== undefined) add(`tiers.${tier}`);
      addToHour(record);
    },
    recordFeedback: (service: string, items: readonly FeedbackItem[]) => {
      for (const { outcome } of items) add(`feedback.${service}.${outcome}`);
    },
    counts: () => Object.fromEntries(counts),
    counters: async (from: number, to: number) =>
      [...hours.values()].filter(({ hour }) => hour >= from && hour < to),
    health: () => [],
  };
}
