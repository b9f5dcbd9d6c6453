import { blockingItems } from '../../src/decide/blocking-items.js';
import { EMPTY_GATE, GATE_ITEM_IDS } from '../../src/model/gate.js';
import type { Gate } from '../../src/model/gate.js';
import { fullGate, gateEntry, VERSION } from '../support/gates.js';

const at = (text: string): number => Date.parse(text);
const NOW = at('2026-03-10T15:00:00Z');

describe('The activation gate (response brief 8.2)', () => {
  it('is shut by every item of which nothing is known', () => {
    const blockers = blockingItems(EMPTY_GATE, undefined, VERSION, NOW);
    expect(blockers.map(({ item }) => item)).toStrictEqual(GATE_ITEM_IDS);
    expect(new Set(blockers.map(({ why }) => why))).toStrictEqual(new Set(['missing']));
  });
  it('is open where every item holds, and shut by any one that is left out', () => {
    expect(blockingItems(fullGate('2026'), undefined, VERSION, NOW)).toStrictEqual([]);
    for (const item of GATE_ITEM_IDS) {
      expect(blockingItems(fullGate('2026', [item]), undefined, VERSION, NOW)).toStrictEqual([
        { item, why: 'missing', lastDay: undefined },
      ]);
    }
  });
  it('shuts by itself at the end of the last day of an item', () => {
    const gate: Gate = {
      ...fullGate('2026'),
      departments: { ed: [gateEntry('on-call-contact', '2026-03-01', '2026-03-30')] },
    };
    expect(blockingItems(gate, 'ed', VERSION, at('2026-03-30T23:59:59.999Z'))).toStrictEqual([]);
    expect(blockingItems(gate, 'ed', VERSION, at('2026-03-31T00:00:00Z'))).toStrictEqual([
      { item: 'on-call-contact', why: 'expired', lastDay: '2026-03-30' },
    ]);
  });
  it('does not open for what will be verified, but for the day that clocks differ', () => {
    const gate = fullGate('2026');
    expect(blockingItems(gate, undefined, VERSION, at('2025-12-31T00:00:00Z'))).toStrictEqual([]);
    const early = blockingItems(gate, undefined, VERSION, at('2025-12-30T23:59:59Z'));
    expect(new Set(early.map(({ why }) => why))).toStrictEqual(new Set(['not-yet']));
  });
  it('asks for the privacy tests and the review of the shadow period anew for each version of the content', () => {
    const blockers = blockingItems(fullGate('2026'), undefined, '0.2.0', NOW);
    expect(blockers.map(({ item, why }) => [item, why])).toStrictEqual([
      ['privacy-tests', 'other-version'],
      ['shadow-review', 'other-version'],
    ]);
  });
  it('takes a department’s own entry for the site’s, be it better or worse', () => {
    const lacking = fullGate('2026', ['staff-training']);
    const trained: Gate = {
      ...lacking,
      departments: { ed: [gateEntry('staff-training', '2026-02-01', '2026-06-01')] },
    };
    expect(blockingItems(trained, 'ed', VERSION, NOW)).toStrictEqual([]);
    expect(blockingItems(trained, 'ward', VERSION, NOW)).toHaveLength(1);
    expect(blockingItems(trained, undefined, VERSION, NOW)).toHaveLength(1);
    const lapsed: Gate = {
      ...fullGate('2026'),
      departments: { ed: [gateEntry('staff-training', '2025-02-01', '2025-06-01')] },
    };
    expect(blockingItems(lapsed, 'ed', VERSION, NOW)).toStrictEqual([
      { item: 'staff-training', why: 'expired', lastDay: '2025-06-01' },
    ]);
    expect(blockingItems(lapsed, 'ward', VERSION, NOW)).toStrictEqual([]);
  });
  it('holds on a demo site whenever it is started, and for whatever it serves', () => {
    const start: Gate = {
      departments: {},
      items: GATE_ITEM_IDS.map((item) => ({
        item,
        evidence: 'an example',
        owner: 'nobody',
        verified: { kind: 'start' },
        contentVersion: undefined,
      })),
    };
    expect(blockingItems(start, undefined, '9.9.9', at('1999-01-01'))).toStrictEqual([]);
    expect(blockingItems(start, undefined, '9.9.9', at('2099-01-01'))).toStrictEqual([]);
  });
});
