/** Messages to another thread; whatever is added on one turn of the event loop goes as one. */
export interface PostByTurn<T> {
  readonly add: (...messages: readonly T[]) => void;
  /** posts what there is at once: nothing comes after it */
  readonly flush: () => void;
}

/**
 * To post a message costs a thread's waking, whatever is in it: as much as to answer a question of the ledger.
 *
 * @param most so many do not wait for the end of the turn
 */
export function postByTurn<T>(
  post: (messages: readonly T[]) => void,
  most: number = Number.POSITIVE_INFINITY,
): PostByTurn<T> {
  let waiting: T[] = [];
  const flush = (): void => {
    const messages = waiting;
    waiting = [];
    if (messages.length > 0) post(messages);
  };
  return {
    add: (...messages) => {
      if (waiting.length === 0 && messages.length > 0) setImmediate(flush);
      waiting.push(...messages);
      if (waiting.length >= most) flush();
    },
    flush,
  };
}
