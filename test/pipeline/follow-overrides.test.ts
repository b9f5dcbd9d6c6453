import { followOverrides } from '../../src/pipeline/follow-overrides.js';
import type { FollowedOverrides } from '../../src/pipeline/follow-overrides.js';
import type { ModeOverride } from '../../src/model/mode-override.js';

const SUSPENDED: ModeOverride = {
  department: undefined,
  mode: 'suspended',
  since: 1,
  by: 'a test',
  reason: 'a test',
};
const { jest } = import.meta;

let followed: FollowedOverrides | undefined;
let answer: () => Promise<readonly ModeOverride[]>;
const problems: string[] = [];

function follow(): Promise<FollowedOverrides> {
  return followOverrides(() => answer(), {
    now: () => Date.now(),
    report: (problem) => void problems.push(problem),
  });
}

beforeEach(() => {
  jest.useFakeTimers({ now: 1000 });
  problems.length = 0;
  answer = async () => [];
});
afterEach(() => {
  followed?.stop();
  followed = undefined;
  jest.useRealTimers();
});

describe('Following what operators have set (issue: kill switch)', () => {
  it('knows what holds as soon as it has begun, so that a restart speaks over no kill switch', async () => {
    answer = async () => [SUSPENDED];
    followed = await follow();
    expect(followed.current()).toStrictEqual([SUSPENDED]);
  });
  it('learns of a change within half a second', async () => {
    followed = await follow();
    answer = async () => [SUSPENDED];
    await jest.advanceTimersByTimeAsync(499);
    expect(followed.current()).toStrictEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(followed.current()).toStrictEqual([SUSPENDED]);
  });
  it('knows nothing where it could not be read once', async () => {
    answer = () => Promise.reject(new Error('down'));
    followed = await follow();
    expect(followed.current()).toBeUndefined();
    expect(followed.failingSince()).toBe(1000);
  });
  it('holds on to what was read last, tells operators once, and recovers', async () => {
    answer = async () => [SUSPENDED];
    followed = await follow();
    answer = () => Promise.reject(new Error('down'));
    await jest.advanceTimersByTimeAsync(2000);
    expect(followed.current()).toStrictEqual([SUSPENDED]);
    expect(followed.failingSince()).toBe(1500);
    expect(problems).toHaveLength(1);
    answer = async () => [];
    await jest.advanceTimersByTimeAsync(500);
    expect(followed.current()).toStrictEqual([]);
    expect(followed.failingSince()).toBeUndefined();
  });
  it('gives a reading up that hangs, and reads again', async () => {
    followed = await follow();
    answer = () => new Promise(() => undefined);
    await jest.advanceTimersByTimeAsync(2500);
    expect(followed.failingSince()).toBe(3500);
    answer = async () => [SUSPENDED];
    await jest.advanceTimersByTimeAsync(500);
    expect(followed.current()).toStrictEqual([SUSPENDED]);
  });
  it('lets an older reading that answers late change nothing', async () => {
    followed = await follow();
    let late: (value: readonly ModeOverride[]) => void = () => undefined;
    answer = () => new Promise((resolve) => (late = resolve));
    const slow = followed.refresh();
    answer = async () => [SUSPENDED];
    await followed.refresh();
    late([]);
    await slow;
    expect(followed.current()).toStrictEqual([SUSPENDED]);
  });
  it('asks no more when it is told to stop', async () => {
    let asked = 0;
    answer = async () => {
      asked += 1;
      return [];
    };
    followed = await follow();
    followed.stop();
    await jest.advanceTimersByTimeAsync(5000);
    expect(asked).toBe(1);
  });
});
