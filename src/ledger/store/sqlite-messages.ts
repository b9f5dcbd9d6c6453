import type { Asked, Name } from './operations.js';

/** What the thread is started with. */
export interface WorkerInput {
  readonly file: string;
  /** a file or tables that are not there are not made: the thread ends with `NO_LEDGER` instead */
  readonly mustExist: boolean;
}

/** With what the thread ends where there must be a ledger and is none. */
export const NO_LEDGER = 'no ledger';

/** One thing asked of the thread that owns the file. */
export type Question = {
  readonly [N in Name]: { readonly name: N; readonly input: Asked[N]['input'] };
}[Name];
