import { memoryLedger } from '../../src/ledger/memory-ledger.js';
import { AT, cardFor, somebody } from '../support/ledger-cards.js';
import { ledgerBehaviour } from './behaviour.js';

const clock = { at: AT };
const ledger = memoryLedger({ now: () => clock.at });

describe('the ledger in memory (demo site)', () => {
  ledgerBehaviour(() => ({
    ledger,
    clock,
    // It lets go of what has expired when a card is issued, at most once a day.
    expire: async (at) => void (await ledger.issue(cardFor(somebody(), { at, revision: 'expire' }))),
  }));
});
