import { answerAfter, isOpenQuestionLine } from '../../src/text/read-answer.js';
import type { AnswerOf } from '../../src/text/read-answer.js';

/** Takes `yes` at the very start for an answer, and remembers where it was looked for. */
function looking(text: string): { readonly answerOf: AnswerOf; readonly looked: string[] } {
  const looked: string[] = [];
  const answerOf: AnswerOf = (from, to) => {
    const found = text.slice(from, to);
    looked.push(found);
    return found.includes('yes') ? 'yes' : 'no';
  };
  return { answerOf, looked };
}

/** Whether the line after `seen.` is an open question, and where the answer was looked for. */
function lineOf(line: string, below = ''): readonly [boolean, readonly string[]] {
  const text = `seen.\n${line}${below}`;
  const { answerOf, looked } = looking(text);
  return [isOpenQuestionLine(text, 6, 6 + line.length, answerOf), looked];
}

/** The answer after the first question mark of a line, and where it was looked for. */
function after(line: string, below = ''): readonly [string | undefined, readonly string[]] {
  const text = line + below;
  const { answerOf, looked } = looking(text);
  return [answerAfter(text, text.indexOf('?') + 1, line.length, answerOf), looked];
}

const LONG = 'x'.repeat(70);

describe('lines of question and answer (textProcessing.rules 4)', () => {
  it('are open unless the answer on the line is yes', () => {
    expect(lineOf('Q: keeps it A: yes')).toEqual([false, ['yes']]);
    expect(lineOf('Q: keeps it A: no')).toEqual([true, ['no']]);
    expect(lineOf('12) Pregunta: keeps it | Respuesta: yes')).toEqual([false, ['yes']]);
    expect(lineOf('Question: keeps it Réponse: yes')).toEqual([false, ['yes']]);
    expect(lineOf('keeps it A: no')).toEqual([false, []]);
    expect(lineOf('1234) Q: keeps it A: no')).toEqual([false, []]);
  });

  it('look for it in 60 characters after its mark, and no further than the line', () => {
    expect(lineOf(`Q: keeps it A: ${LONG}`)).toEqual([true, [LONG.slice(0, 60)]]);
    expect(lineOf('Q: keeps it A: no', '\nyes')).toEqual([true, ['no']]);
  });

  it('look for it at the start of the line below where that answers', () => {
    expect(lineOf('Q: keeps it', '\nA: yes\nno')).toEqual([false, ['A: yes']]);
    expect(lineOf('Q: keeps it', '\n- no')).toEqual([true, ['- no']]);
    expect(lineOf('Q: keeps it', '\nyes')).toEqual([true, []]);
    expect(lineOf('Q: keeps it')).toEqual([true, []]);
    expect(lineOf('Q: keeps it', `\nA: ${LONG}`)).toEqual([true, [`A: ${LONG.slice(0, 57)}`]]);
  });
});

describe('the answer after a question mark', () => {
  it('stands on the line, in 60 characters', () => {
    expect(after('keeps it?yes')).toEqual(['yes', ['yes']]);
    expect(after('keeps it? yes', '\nA: no')).toEqual(['yes', [' yes']]);
    expect(after('keeps it?1', '\nA: yes')).toEqual(['no', ['1']]);
    expect(after(`keeps it?${LONG}`)).toEqual(['no', [LONG.slice(0, 60)]]);
  });

  it('stands on the line below where the line has no word more', () => {
    expect(after('keeps it? -- ', '\nA: yes')).toEqual(['yes', ['A: yes']]);
    expect(after('keeps it?', '\n- no')).toEqual(['no', ['- no']]);
    expect(after('keeps it?', '\nShe keeps it')).toEqual([undefined, []]);
    expect(after('keeps it?')).toEqual([undefined, []]);
  });
});
