import type { Asked, Name } from './operations.js';

/** What the thread is started with. */
export interface WorkerInput {
  readonly file: string;
}

/** One thing asked of the thread that owns the file. */
export type Ask = {
  readonly [N in Name]: {
    readonly kind: 'ask';
    readonly id: number;
    readonly name: N;
    readonly input: Asked[N]['input'];
  };
}[Name];
export type Request = Ask | { readonly kind: 'close' };

/** What comes back; many at once after a commit. */
export type Answer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'done'; readonly id: number; readonly output: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly problem: string };
