import type { Asked, Name } from './operations.js';

/** What the thread is started with. */
export interface WorkerInput {
  readonly file: string;
}

/** One thing asked of the thread that owns the file. */
export type Question = {
  readonly [N in Name]: { readonly name: N; readonly input: Asked[N]['input'] };
}[Name];
