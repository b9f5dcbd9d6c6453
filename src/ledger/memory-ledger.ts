import { holdBack } from '../decide/hold-back.js';
import type { ModeOverride } from '../model/mode-override.js';
import { CountTable } from './count-table.js';
import { DAY_MS, KEPT_MS, hourOf } from './keep-times.js';
import type { HourCount, Ledger } from './ledger.js';
import { MemoryCards } from './memory-cards.js';
import { readReport } from './read-report.js';
import { suppressCells } from './suppress-cells.js';
import { tokenMemory } from './token-memory.js';

const UNKNOWN_CARD = {
  hook: undefined,
  department: undefined,
  revision: undefined,
  tier: undefined,
  outcome: 'unknown-card',
  count: 1,
} as const satisfies Omit<HourCount, 'hour'>;

function isWithin(begin: number, from: number, to: number): boolean {
  return begin >= from && begin < to;
}

/**
 * Remembers in memory, bounded, until the process ends: for the demo site, and for tests. It keeps the whole contract but
 * durability; its audit is let go of at once, since nobody could read it.
 */
export function memoryLedger({ now }: { readonly now: () => number }): Ledger {
  const cards = new MemoryCards();
  const counts = new CountTable();
  const tokens = tokenMemory(KEPT_MS.tokenMargin);
  const modes = new Map<string | undefined, ModeOverride>();
  let expiredAt = Number.NEGATIVE_INFINITY;
  const expire = (at: number): void => {
    if (at - expiredAt < DAY_MS) return;
    expiredAt = at;
    cards.expire(at);
    counts.dropBefore(at - KEPT_MS.records);
  };
  return {
    issue: async (card) => {
      const { marks, tier, rule, at } = card;
      expire(at);
      const why = holdBack(cards.recall(marks, at), tier, { at, ...rule });
      if (why === undefined) cards.issue(card);
      return why;
    },
    recall: async (marks, at) => cards.recall(marks, at),
    recordFeedback: async (_service, client, outcomes, at) => {
      for (const outcome of outcomes) {
        if (cards.report(client, readReport(outcome, at)))
          counts.addHour({ hour: hourOf(at), ...UNKNOWN_CARD });
      }
    },
    count: (call) => counts.addCall(call),
    claimToken: async (issuer, jti, expiresAt) => tokens.claim(issuer, jti, expiresAt, now()),
    overrides: async () => [...modes.values()],
    setOverride: async (change) => {
      if (change.kind === 'clear') return void modes.delete(change.department);
      const { kind: _, ...override } = change;
      modes.set(change.department, override);
    },
    audit: async () => undefined,
    counters: async (from, to) => {
      const all = new CountTable();
      all.addAll(counts.read());
      for (const row of cards.counts()) all.addHour(row);
      return all.read().hours.filter(({ hour }) => isWithin(hour, from, to));
    },
    dayCounts: async (from, to) =>
      suppressCells(counts.read().days.filter(({ day }) => isWithin(day, from, to))),
    health: () => [],
    close: async () => undefined,
  };
}
