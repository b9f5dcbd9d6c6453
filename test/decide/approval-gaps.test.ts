import { approvalGaps } from '../../src/decide/approval-gaps.js';
import { APPROVAL_ROLES } from '../../src/model/approval.js';
import type { Approval, ApprovalRole } from '../../src/model/approval.js';
import { DAY_MS } from '../../src/model/civil.js';
import { fullApprovals, VERSION } from '../support/gates.js';

const DAY = Date.parse('2026-03-10T00:00:00Z');
const NOW = DAY + 15 * 3_600_000;

function approval(role: ApprovalRole, name: string, from = DAY, version = VERSION): Approval {
  return { role, name, given: { kind: 'dated', from, version } };
}

/** All three roles, by these people in turn. */
function by(...names: readonly string[]): readonly Approval[] {
  return APPROVAL_ROLES.map((role, number) => approval(role, names[number] ?? ''));
}

describe('Two-person approval (issue: clinical owner, privacy and survivor adviser; response brief 7.3)', () => {
  it('lacks nothing where all three roles have approved this version', () => {
    expect(approvalGaps(fullApprovals('2026'), VERSION, NOW)).toStrictEqual([]);
  });
  it('lacks every role where nobody has approved', () => {
    expect(approvalGaps([], VERSION, NOW)).toStrictEqual(
      APPROVAL_ROLES.map((role) => ({ kind: 'missing', role })),
    );
  });
  it.each(APPROVAL_ROLES)('lacks %s where only that is missing', (role) => {
    const rest = fullApprovals('2026').filter((one) => one.role !== role);
    expect(approvalGaps(rest, VERSION, NOW)).toStrictEqual([{ kind: 'missing', role }]);
  });
  it('is enough with two people, one of whom holds two roles', () => {
    expect(approvalGaps(by('A. Owner', 'A. Owner', 'An adviser'), VERSION, NOW)).toStrictEqual([]);
  });
  it.each([
    ['one name', by('A. Owner', 'A. Owner', 'A. Owner')],
    ['one name in three spellings', by('A. Owner', ' a.  owner', 'A. OWNER ')],
  ])('is not enough with one person for all: %s', (_, approvals) => {
    expect(approvalGaps(approvals, VERSION, NOW)).toStrictEqual([{ kind: 'one-person' }]);
  });
  it('does not count a second person whose approval is of another version', () => {
    const earlier = approval('privacy', 'B. Officer', DAY, '0.0.9');
    expect(approvalGaps([...by('A', 'A', 'A'), earlier], VERSION, NOW)).toStrictEqual([
      { kind: 'one-person' },
    ]);
  });
  it('is bound to the version: an approval of the one before or after is none', () => {
    for (const version of ['0.0.9', '0.1.1', '1.1.0'])
      expect(approvalGaps(fullApprovals('2026'), version, NOW)).toStrictEqual(
        APPROVAL_ROLES.map((role) => ({ kind: 'other-version', role })),
      );
  });
  it('holds from the day before its day, since days differ between places, and not sooner', () => {
    const rest = fullApprovals('2026').filter(({ role }) => role !== 'privacy');
    const tomorrow = approval('privacy', 'B', DAY + DAY_MS);
    expect(approvalGaps([...rest, tomorrow], VERSION, DAY)).toStrictEqual([]);
    expect(approvalGaps([...rest, tomorrow], VERSION, DAY - 1)).toStrictEqual([
      { kind: 'not-yet', role: 'privacy' },
    ]);
  });
  it('stands on a demo site for whatever it serves', () => {
    const start = by('A', 'B', 'C').map((one): Approval => ({ ...one, given: { kind: 'start' } }));
    expect(approvalGaps(start, '9.9.9', 0)).toStrictEqual([]);
  });
});
