import { groupsIn } from '../support/small-book.js';

/** Texts with the groups that they must state. */
type Rows = readonly (readonly [string, readonly string[]])[];

const stated = (rows: Rows): Rows => rows.map(([text]) => [text, groupsIn(text)]);

describe('whose story it is (decision 24)', () => {
  it('takes whose for the person right before it', () => {
    const rows: Rows = [
      ['worried about a friend at work whose boss keeps her passport', []],
      ['other patient whose boyfriend answers for her', []],
      ['her sister, whose boss keeps her passport', []],
      ['friend who waits here whose boss keeps her passport', ['papers']],
    ];
    expect(stated(rows)).toEqual(rows);
  });

  it('comes back to the patient after a comma, or where somebody else is named', () => {
    const rows: Rows = [
      ['sister, whose job is to help, boyfriend answers for her', ['speaks']],
      ['friend of patient whose boss keeps her passport', ['papers']],
    ];
    expect(stated(rows)).toEqual(rows);
  });

  it('takes her for the relative who lives with the one who does it', () => {
    const rows: Rows = [
      ["Her sister lives with a man who won't let her leave", []],
      ["Sister says pt lives with a man who won't let her leave", ['lets']],
      ["Her sister lives with a man who is kind, he won't let her leave", ['lets']],
      ["She lives with a man who won't let her leave", ['lets']],
      ["Her mother's boyfriend won't let her leave", ['lets']],
    ];
    expect(stated(rows)).toEqual(rows);
  });
});
