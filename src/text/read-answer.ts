/** What a word answers, if it is an answer. */
export type AnswerOf = (from: number, to: number) => 'yes' | 'no' | undefined;

/** Words after a question in which its answer is looked for. */
const NEAR = 60;
const QUESTION = /^\s*(?:\d{1,3}[.)]\s*)?(?:[qp]|question|pregunta)\s*[:.]\s/i;
const ANSWER = /(?:^|[\s|])(?:[ar]|answer|r[ée]ponse|respuesta)\s*[:.]\s*/i;
/** A line that goes on to answer the one before it. */
const ANSWER_LINE = /^\s*(?:[ar]\s*[:.]|answer|r[ée]ponse|respuesta|[-–>])/i;

/** True for a line `Q: … A: no`, or one whose question was not answered with yes. */
export function isOpenQuestionLine(text: string, from: number, to: number, answerOf: AnswerOf): boolean {
  const line = text.slice(from, Math.min(to, from + 600));
  if (!QUESTION.test(line)) return false;
  const answer = ANSWER.exec(line.slice(4));
  if (answer !== null) {
    const at = from + 4 + answer.index + answer[0].length;
    return answerOf(at, Math.min(to, at + NEAR)) !== 'yes';
  }
  return answerBelow(text, to, answerOf) !== 'yes';
}

function answerBelow(text: string, to: number, answerOf: AnswerOf): 'yes' | 'no' | undefined {
  const below = text.slice(to + 1, to + 1 + NEAR).split('\n', 1)[0] ?? '';
  return ANSWER_LINE.test(below) ? answerOf(to + 1, to + 1 + below.length) : undefined;
}

/**
 * The answer that stands after a question mark, on the same line or the next.
 *
 * @param from first character after the question mark
 * @param to end of the line
 */
export function answerAfter(
  text: string,
  from: number,
  to: number,
  answerOf: AnswerOf,
): 'yes' | 'no' | undefined {
  const rest = text.slice(from, Math.min(to, from + NEAR));
  if (/[\p{L}\p{N}]/u.test(rest)) return answerOf(from, from + rest.length);
  return answerBelow(text, to, answerOf);
}
