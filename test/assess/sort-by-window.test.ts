import { sceneOf } from '../../src/assess/evaluation.js';
import { sortByWindow } from '../../src/assess/sort-by-window.js';
import { factOf } from '../support/facts.js';
import { CALL_AT, chartWith, last } from '../support/small-content.js';

const SCENE = sceneOf(chartWith({}), CALL_AT);
const inside = factOf({ id: 'inside', on: '2026-05-05' });
const outside = factOf({ id: 'outside', on: '2020-05-05', standing: true });
const undated = factOf({ id: 'undated' });
const ALL = [inside, outside, undated];

describe('sortByWindow (decision 4)', () => {
  it('tells what is inside from what may be, and leaves out the rest', () =>
    expect(sortByWindow(ALL, last('P12M'), SCENE)).toEqual({ inside: [inside], perhaps: [undated] }));
  it('takes what stands as inside where standing counts (decision 5)', () =>
    expect(sortByWindow(ALL, last('P12M'), SCENE, true)).toEqual({
      inside: [inside, outside],
      perhaps: [undated],
    }));
  it('leaves out what the scene does not admit, even where it stands', () => {
    const scene = { ...SCENE, admits: ({ id }: { readonly id: string | undefined }) => id === 'inside' };
    expect(sortByWindow(ALL, last('P12M'), scene, true)).toEqual({ inside: [inside], perhaps: [] });
  });
});
