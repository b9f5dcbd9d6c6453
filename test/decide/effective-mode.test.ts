import fc from 'fast-check';
import { effectiveMode } from '../../src/decide/effective-mode.js';
import type { Restraints } from '../../src/decide/effective-mode.js';
import { EMPTY_GATE } from '../../src/model/gate.js';
import { MODES, quietest, SITE_MODES } from '../../src/model/mode.js';
import type { SiteMode } from '../../src/model/mode.js';
import { OVERRIDE_MODES } from '../../src/model/mode-override.js';
import type { ModeOverride } from '../../src/model/mode-override.js';
import type { Department, Site } from '../../src/model/site.js';
import { fullApprovals, fullGate, VERSION } from '../support/gates.js';

const NOW = Date.parse('2026-03-10T15:00:00Z');
const WHEN = { contentVersion: VERSION, approvals: [], gaps: [], at: NOW };
const FREE: Restraints = { overrides: [], overBudget: new Set() };

function department(id: string, mode: SiteMode): Department {
  const match = { locations: [id], serviceProviders: undefined, serviceTypes: undefined };
  return { id, match, approach: 'conversation', mode, alertsPer1000: undefined };
}

type ModeSite = Pick<Site, 'mode' | 'elsewhere' | 'departments' | 'gate' | 'approvals'>;
const LIVE: ModeSite = {
  mode: 'live',
  elsewhere: 'live',
  departments: [department('ed', 'live')],
  gate: fullGate('2026'),
  approvals: fullApprovals('2026'),
};

function override(mode: ModeOverride['mode'], where?: string): ModeOverride {
  return { department: where, mode, since: NOW, by: 'a test', reason: 'a test' };
}

const loudness = (mode: (typeof MODES)[number]): number => -MODES.indexOf(mode);

const GAP = { kind: 'item', item: 'legal-aid' } as const;

describe('How loud a department is (issue: modes; response brief 8.2)', () => {
  it('is in shadow where the directory has nothing to offer (issue: a department without one live match cannot be live)', () => {
    expect(effectiveMode(LIVE, 'ed', FREE, { ...WHEN, gaps: [GAP] })).toStrictEqual({
      mode: 'shadow',
      causes: [{ kind: 'directory', gaps: [GAP] }],
    });
  });
  it('is live where nothing speaks against it', () => {
    expect(effectiveMode(LIVE, 'ed', FREE, WHEN)).toStrictEqual({ mode: 'live', causes: [] });
    expect(effectiveMode(LIVE, undefined, FREE, WHEN)).toStrictEqual({ mode: 'live', causes: [] });
  });
  it.each([
    ['live', 'live', 'live'],
    ['live', 'shadow', 'shadow'],
    ['live', 'off', 'off'],
    ['shadow', 'live', 'shadow'],
    ['shadow', 'off', 'off'],
    ['off', 'live', 'off'],
  ] as const)('is the quieter of site %s and department %s: %s', (site, own, mode) => {
    const both = { ...LIVE, mode: site, departments: [department('ed', own)] };
    expect(effectiveMode(both, 'ed', FREE, WHEN).mode).toBe(mode);
  });
  it('has a mode for charts that are in none of the departments', () => {
    const pilot = { ...LIVE, elsewhere: 'shadow' } as const;
    expect(effectiveMode(pilot, 'ed', FREE, WHEN).mode).toBe('live');
    expect(effectiveMode(pilot, undefined, FREE, WHEN).mode).toBe('shadow');
  });
  it.each(OVERRIDE_MODES)('follows operators who set the site to %s', (mode) => {
    const set = { ...FREE, overrides: [override(mode)] };
    expect(effectiveMode(LIVE, 'ed', set, WHEN).mode).toBe(mode);
    expect(effectiveMode(LIVE, undefined, set, WHEN).mode).toBe(mode);
  });
  it('follows operators who set one department', () => {
    const set = { ...FREE, overrides: [override('suspended', 'ed')] };
    expect(effectiveMode(LIVE, 'ed', set, WHEN).mode).toBe('suspended');
    expect(effectiveMode(LIVE, undefined, set, WHEN).mode).toBe('live');
  });
  it('is suspended as long as nobody knows whether operators have suspended it', () => {
    expect(effectiveMode(LIVE, 'ed', { ...FREE, overrides: undefined }, WHEN)).toStrictEqual({
      mode: 'suspended',
      causes: [{ kind: 'overrides-unread' }],
    });
  });
  it('is in shadow behind a gate that is shut, and says which items shut it', () => {
    const standing = effectiveMode({ ...LIVE, gate: EMPTY_GATE }, 'ed', FREE, WHEN);
    expect(standing.mode).toBe('shadow');
    expect(standing.causes).toHaveLength(1);
    expect(standing.causes[0]).toHaveProperty('blockers');
  });
  it('is in shadow where a role has not approved the content, and says which (response brief 7.3)', () => {
    const approvals = fullApprovals('2026').filter(({ role }) => role !== 'privacy');
    expect(effectiveMode({ ...LIVE, approvals }, 'ed', FREE, WHEN)).toStrictEqual({
      mode: 'shadow',
      causes: [{ kind: 'approvals', gaps: [{ kind: 'missing', role: 'privacy' }] }],
    });
  });
  it('takes what the content’s own people have approved with what the site’s have', () => {
    const [first, ...rest] = fullApprovals('2026');
    const own = { ...WHEN, approvals: first === undefined ? [] : [first] };
    expect(effectiveMode({ ...LIVE, approvals: rest }, 'ed', FREE, own).mode).toBe('live');
    expect(effectiveMode({ ...LIVE, approvals: rest }, 'ed', FREE, WHEN).mode).toBe('shadow');
  });
  it('goes to shadow by itself when an item expires', () => {
    const last = { ...WHEN, at: Date.parse('2026-12-31T23:59:59.999Z') };
    expect(effectiveMode(LIVE, 'ed', FREE, last).mode).toBe('live');
    expect(effectiveMode(LIVE, 'ed', FREE, { ...last, at: last.at + 1 }).mode).toBe('shadow');
  });
  it('is in shadow over its alert budget, and no other department is', () => {
    const over = { ...FREE, overBudget: new Set(['ed']) };
    expect(effectiveMode(LIVE, 'ed', over, WHEN)).toStrictEqual({
      mode: 'shadow',
      causes: [{ kind: 'budget' }],
    });
    expect(effectiveMode(LIVE, undefined, over, WHEN).mode).toBe('live');
    const elsewhere = { ...FREE, overBudget: new Set([undefined]) };
    expect(effectiveMode(LIVE, 'ed', elsewhere, WHEN).mode).toBe('live');
    expect(effectiveMode(LIVE, undefined, elsewhere, WHEN).mode).toBe('shadow');
  });
  it('is never louder for one more restraint, nor for a quieter file', () => {
    const siteMode = fc.constantFrom(...SITE_MODES);
    const overrides = fc.array(
      fc.record({
        mode: fc.constantFrom(...OVERRIDE_MODES),
        where: fc.constantFrom(undefined, 'ed', 'other'),
      }),
      { maxLength: 3 },
    );
    fc.assert(
      fc.property(
        siteMode,
        siteMode,
        siteMode,
        overrides,
        fc.boolean(),
        (mode, own, elsewhere, set, isOver) => {
          const site = { ...LIVE, mode, elsewhere, departments: [department('ed', own)] };
          const few = { ...FREE, overrides: set.slice(1).map((one) => override(one.mode, one.where)) };
          const more = {
            overrides: set.map((one) => override(one.mode, one.where)),
            overBudget: new Set(isOver ? ['ed', undefined] : []),
          };
          for (const where of ['ed', undefined]) {
            const [before, after] = [few, more].map((one) => effectiveMode(site, where, one, WHEN).mode);
            expect(loudness(after ?? 'live')).toBeLessThanOrEqual(loudness(before ?? 'off'));
            for (const quieter of SITE_MODES) {
              const lowered = { ...site, mode: quietest([mode, quieter]) as SiteMode };
              const now = effectiveMode(lowered, where, few, WHEN).mode;
              expect(loudness(now)).toBeLessThanOrEqual(loudness(before ?? 'off'));
            }
          }
        },
      ),
    );
  });
});
