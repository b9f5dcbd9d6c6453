import { APPROVAL_ROLES } from '../../src/model/approval.js';
import type { Approval } from '../../src/model/approval.js';
import { DAY_MS } from '../../src/model/civil.js';
import { GATE_ITEM_IDS, gateRule } from '../../src/model/gate.js';
import type { Gate, GateEntry, GateItemId } from '../../src/model/gate.js';

/** Version of the content that the gates of tests were verified on. */
export const VERSION = '0.1.0';

/** Approvals of {@link VERSION} by three people on the first day of a year. */
export function fullApprovals(year: string): readonly Approval[] {
  const from = Date.parse(`${year}-01-01T00:00:00Z`);
  return APPROVAL_ROLES.map((role) => ({
    role,
    name: `somebody (${role})`,
    given: { kind: 'dated', from, version: VERSION },
  }));
}

/** An entry that holds from the start of one day to the end of another. */
export function gateEntry(item: GateItemId, from: string, lastDay: string): GateEntry {
  const verified = {
    kind: 'dated',
    from: Date.parse(`${from}T00:00:00Z`),
    until: Date.parse(`${lastDay}T00:00:00Z`) + DAY_MS,
  } as const;
  const contentVersion = gateRule(item).bound === undefined ? undefined : VERSION;
  return { item, evidence: 'a test', owner: 'a test', verified, contentVersion };
}

/** A gate in which every item holds for one year, but for what is left out. */
export function fullGate(year: string, without: readonly GateItemId[] = []): Gate {
  const items = GATE_ITEM_IDS.filter((item) => !without.includes(item)).map((item) =>
    gateEntry(item, `${year}-01-01`, `${year}-12-31`),
  );
  return { items, departments: {} };
}
