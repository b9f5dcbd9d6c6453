import type { Ledger } from '../../src/ledger/ledger.js';
import { countsBehaviour } from './counts-behaviour.js';
import { feedbackBehaviour } from './feedback-behaviour.js';
import { issueBehaviour } from './issue-behaviour.js';
import { recallBehaviour } from './recall-behaviour.js';

/** A ledger, and what a test does with its world. */
interface LedgerUnderTest {
  readonly ledger: Ledger;
  /** the clock by which tokens expire */
  readonly clock: { at: number };
  /** runs the retention as of a moment */
  readonly expire: (at: number) => Promise<void>;
}

export type OpenLedger = () => LedgerUnderTest;

/** What every ledger does, whatever it is kept in. One ledger serves all of it: tests tell their own by ids and revisions. */
export function ledgerBehaviour(open: OpenLedger): void {
  recallBehaviour(open);
  issueBehaviour(open);
  feedbackBehaviour(open);
  countsBehaviour(open);
}
