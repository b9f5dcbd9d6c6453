import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { existingStore } from '../ledger/existing-store.js';
import type { DatabasePlace } from '../ledger/open-ledger.js';
import type { SiteKeys } from '../ledger/site-keys.js';
import type { ExitCode } from './exit.js';
import { runComments, runPurge, runVerifyAudit } from './keep-ledger.js';
import type { LedgerCommandTools } from './keep-ledger.js';

/** What the commands are registered with; the configuration is read when one runs. */
export interface LedgerCommandSettings {
  readonly run: (action: () => Promise<ExitCode>) => Promise<void>;
  readonly print: (line: string) => void;
  readonly now: () => number;
  readonly place: () => DatabasePlace;
  readonly keys: () => SiteKeys;
}

const KEY_BYTES = 32;

interface PurgeFlags {
  readonly before?: string;
  readonly marks?: boolean;
  readonly by?: string;
}

/** Opens the database, which must be there already, for one command. */
async function onLedger(
  { place, now, print }: LedgerCommandSettings,
  action: (tools: LedgerCommandTools) => Promise<ExitCode>,
): Promise<ExitCode> {
  const store = await existingStore(place());
  try {
    return await action({ store, now, print });
  } finally {
    await store.close();
  }
}

/** `haven audit verify`, `purge`, `comments` and `new-key`. */
export function registerLedgerCommands(program: Command, settings: LedgerCommandSettings): void {
  const { run, print, now, keys } = settings;
  program
    .command('audit')
    .description('what people and the service changed')
    .command('verify')
    .description('follow the audit from its beginning: nothing was changed, moved or taken out')
    .option('--noted <head>', 'a head that was written down earlier')
    .action(({ noted }: { readonly noted?: string }) =>
      run(() => onLedger(settings, (tools) => runVerifyAudit(noted, tools))),
    );
  program
    .command('purge')
    .description('let go of what has been kept long enough, and of more where told to')
    .option('--before <date>', 'cards, feedback and counts from before this date too')
    .option('--marks', 'every keyed hash too: all cooldowns end')
    .option('--by <name>', 'who says so, for the audit')
    .action(({ before, marks, by }: PurgeFlags) =>
      run(() => onLedger(settings, (tools) => runPurge({ before, marks: marks === true, by }, tools))),
    );
  program
    .command('comments')
    .description('what clinicians wrote beside their feedback, where the site keeps it')
    .requiredOption('--by <name>', 'who reads it, for the audit')
    .option('--since <date>', 'as of this date')
    .action(({ since, by }: { readonly since?: string; readonly by: string }) =>
      run(() => onLedger(settings, (tools) => runComments({ since, by }, keys(), tools))),
    );
  program
    .command('new-key')
    .description('print a key for HAVEN_KEYS_FILE; the newest stands first')
    .action(() => {
      const day = new Date(now()).toISOString().slice(0, 10);
      print(`${day}:${randomBytes(KEY_BYTES).toString('base64url')}`);
    });
}
