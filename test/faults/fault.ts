import type { PostgresUnderTest } from '../support/ledger-databases.js';

/** One line of the table. */
export interface Row {
  readonly kind: 'ran';
  readonly fault: string;
  /** what was done, in words and numbers */
  readonly injected: string;
  /** answers that came, whatever was in them */
  readonly given: number;
  /** answers that are not what a healthy service may say, each in words */
  readonly wrong: readonly string[];
  /** cards and feedback that were acknowledged and are not remembered */
  readonly lost: number;
  /** what else should hold and does not, in words */
  readonly broken: readonly string[];
}

interface Skipped {
  readonly kind: 'skipped';
  readonly fault: string;
  readonly why: string;
}

export type Outcome = Row | Skipped;

/** What faults are injected with. */
export interface Bench {
  /** the compiled service */
  readonly main: string;
  /** an empty folder of this fault alone; removed afterwards */
  readonly folder: string;
  /** a database of this fault alone; undefined where there is no server */
  readonly postgres: () => Promise<PostgresUnderTest | undefined>;
  /** run at the end, whatever happened, the last one first */
  readonly after: (cleanUp: () => unknown) => void;
}

/** One fault: it is injected into real processes, and what came of it is told. */
export interface Fault {
  readonly name: string;
  readonly inject: (bench: Bench) => Promise<readonly Outcome[]>;
}
