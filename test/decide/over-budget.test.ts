import { isOverBudget } from '../../src/decide/over-budget.js';

const BUDGET = { per1000: 50, days: 7, atLeast: 20 };

describe('The alert budget of a department (issue: per 1,000 encounters)', () => {
  it.each([
    [50, 1000, false],
    [51, 1000, true],
    [20, 400, false],
    [20, 399, true],
    [0, 0, false],
  ])('%p cards in %p calls: %p', (cards, calls, isOver) => {
    expect(isOverBudget({ cards, calls }, BUDGET)).toBe(isOver);
  });
  it('says nothing of a rate with fewer cards than the site wants to see', () => {
    expect(isOverBudget({ cards: 19, calls: 19 }, BUDGET)).toBe(false);
    expect(isOverBudget({ cards: 20, calls: 20 }, BUDGET)).toBe(true);
  });
  it('takes a budget of nothing at its word', () => {
    expect(isOverBudget({ cards: 1, calls: 1_000_000 }, { per1000: 0, days: 7, atLeast: 1 })).toBe(true);
  });
});
