import { DAY_MS } from '../model/civil.js';
import { GATE_ITEM_IDS, gateRule, VERIFIED_TOLERANCE_MS } from '../model/gate.js';
import type { Gate, GateBlocker, GateEntry, GateItemId } from '../model/gate.js';

type Why = GateBlocker['why'];

function faultOf(entry: GateEntry, contentVersion: string, at: number): Why | undefined {
  const { verified } = entry;
  // A demo is verified whenever it is started, for whatever it serves.
  if (verified.kind === 'start') return undefined;
  if (at >= verified.until) return 'expired';
  if (at < verified.from - VERIFIED_TOLERANCE_MS) return 'not-yet';
  const isBound = gateRule(entry.item).bound === 'content-version';
  return isBound && entry.contentVersion !== contentVersion ? 'other-version' : undefined;
}

function lastDayOf({ verified }: GateEntry): string | undefined {
  if (verified.kind === 'start') return undefined;
  return new Date(verified.until - DAY_MS).toISOString().slice(0, 10);
}

function blockerOf(
  item: GateItemId,
  entry: GateEntry | undefined,
  contentVersion: string,
  at: number,
): readonly GateBlocker[] {
  if (entry === undefined) return [{ item, why: 'missing', lastDay: undefined }];
  const why = faultOf(entry, contentVersion, at);
  if (why === undefined) return [];
  return [{ item, why, lastDay: why === 'expired' ? lastDayOf(entry) : undefined }];
}

/**
 * The items of the checklist that keep a department from speaking (response brief 8.2): missing, verified for other content,
 * not verified yet, or expired. A department's own entry counts instead of the site's, even where only that has expired.
 *
 * @param department undefined: wherever a department has nothing of its own
 * @param contentVersion version of the content that is served
 * @param at milliseconds since 1970 UTC
 */
export function blockingItems(
  { items, departments }: Gate,
  department: string | undefined,
  contentVersion: string,
  at: number,
): readonly GateBlocker[] {
  const own = department === undefined ? [] : (departments[department] ?? []);
  const find = (entries: readonly GateEntry[], id: GateItemId): GateEntry | undefined =>
    entries.find(({ item }) => item === id);
  return GATE_ITEM_IDS.flatMap((item) =>
    blockerOf(item, find(own, item) ?? find(items, item), contentVersion, at),
  );
}
