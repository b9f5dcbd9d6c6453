import { shareChart, THREE_SIGMA } from '../../src/watch/share-chart.js';
import type { HourShare } from '../../src/watch/share-chart.js';
import { silenceChart, silenceLimit } from '../../src/watch/silence-chart.js';
import { upperTail } from '../../src/watch/upper-tail.js';

const always = (): boolean => true;
const hours = (count: number, calls: number, hits: number): HourShare[] =>
  Array.from({ length: count }, () => ({ calls, hits }));

describe('shareChart: one completed hour against its baseline (ADR 7)', () => {
  it.each([
    [11, 'learning'],
    [12, 'far-above'],
  ])('with a baseline of %d hours it says %s (twelve points, NHS "plot the dots")', (count, verdict) => {
    expect(shareChart({ calls: 100, hits: 50 }, hours(count, 100, 1), 1, always)).toBe(verdict);
  });

  it.each([
    [9, 'usual'],
    [10, 'far-above'],
  ])('an hour of %d calls is %s, however many hit', (calls, verdict) => {
    expect(shareChart({ calls, hits: calls }, hours(12, 100, 1), 1, always)).toBe(verdict);
  });

  it('draws the line at the exact limit of three sigma, shared among the charts that are looked at', () => {
    const usual = (12 + 1) / (1200 + 2);
    const limit = (charts: number): number => {
      let hits = 0;
      while (upperTail(100, usual, hits) >= THREE_SIGMA / charts) hits += 1;
      return hits;
    };
    for (const charts of [1, 20]) {
      const at = limit(charts);
      expect(shareChart({ calls: 100, hits: at }, hours(12, 100, 1), charts, always)).toBe('far-above');
      expect(shareChart({ calls: 100, hits: at - 1 }, hours(12, 100, 1), charts, always)).toBe('usual');
    }
    expect(limit(20)).toBeGreaterThan(limit(1));
  });

  it('widens the limit where hours differ by more than chance (Laney 2002)', () => {
    const uneven = Array.from({ length: 24 }, (_, hour) => ({ calls: 2000, hits: hour % 2 === 0 ? 10 : 60 }));
    const even = hours(24, 2000, 35);
    const hour = { calls: 2000, hits: 70 };
    expect(shareChart(hour, even, 1, always)).toBe('far-above');
    expect(shareChart(hour, uneven, 1, always)).toBe('usual');
  });

  it('leaves alone what is improbable and does not matter', () => {
    const hour = { calls: 100_000, hits: 1200 };
    const baseline = hours(24, 100_000, 1000);
    expect(shareChart(hour, baseline, 1, always)).toBe('far-above');
    expect(shareChart(hour, baseline, 1, (share, usual) => share >= 2 * usual)).toBe('usual');
  });

  it('does not take "never yet" for "never": one hit after none is no alarm', () => {
    expect(shareChart({ calls: 1000, hits: 1 }, hours(12, 100, 0), 1, always)).toBe('usual');
    expect(shareChart({ calls: 1000, hits: 500 }, hours(12, 100, 0), 1, always)).toBe('far-above');
  });
});

describe('silenceChart: calls since the last hit (g-chart, Benneyan 2001)', () => {
  const usual = hours(20, 100, 2);

  it('has its limit at the 0.99865 quantile of the geometric distribution', () => {
    const limit = silenceLimit(0.02, 1);
    expect((1 - 0.02) ** limit).toBeLessThanOrEqual(THREE_SIGMA);
    expect((1 - 0.02) ** (limit - 1)).toBeGreaterThan(THREE_SIGMA);
    expect(silenceLimit(0.02, 10)).toBeGreaterThan(limit);
  });

  it('is quiet at the limit and alarms beyond it', () => {
    const limit = silenceLimit(0.02, 1);
    expect(silenceChart([...usual, { calls: limit, hits: 0 }], 1)).toBe('usual');
    expect(silenceChart([...usual, { calls: limit + 1, hits: 0 }], 1)).toBe('too-long');
  });

  it('ends with the first hit', () => {
    expect(silenceChart([...usual, { calls: 5000, hits: 0 }, { calls: 10, hits: 1 }], 1)).toBe('usual');
  });

  it.each([
    [hours(11, 100, 2), 'learning'],
    [hours(12, 100, 2), 'too-long'],
    [[...hours(11, 100, 0), { calls: 100, hits: 4 }], 'learning'],
    [[...hours(11, 100, 0), { calls: 100, hits: 5 }], 'too-long'],
    [[], 'learning'],
    [hours(30, 100, 0), 'learning'],
  ])('needs twelve hours and five hits before it judges (%#)', (baseline, verdict) => {
    expect(silenceChart([...baseline, { calls: 100_000, hits: 0 }], 1)).toBe(verdict);
  });

  it('never alarms where every call hits', () => {
    expect(silenceChart([...hours(12, 10, 10), { calls: 1000, hits: 0 }], 1)).toBe('usual');
  });
});
