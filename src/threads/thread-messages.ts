/** One thing asked of a thread. */
export interface ThreadQuestion<Question> {
  readonly kind: 'ask';
  readonly id: number;
  readonly question: Question;
}

/** What a thread is sent; many at once from one turn of the event loop. */
export type ThreadRequest<Question> = ThreadQuestion<Question> | { readonly kind: 'close' };

/** What comes back: once `ready`, one answer to each question, `closed` as the last. */
export type ThreadAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'done'; readonly id: number; readonly output: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly problem: string };
