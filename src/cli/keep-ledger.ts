import { openComment } from '../ledger/seal-comment.js';
import type { SiteKeys } from '../ledger/site-keys.js';
import { expiredInWords } from '../ledger/store/expired-in-words.js';
import type { Store } from '../ledger/store/operations.js';
import { HavenError } from '../model/haven-error.js';
import { parseInterval } from '../model/interval.js';
import type { ExitCode } from './exit.js';

/** What the keepers of a ledger need: its database, and nothing of the content. */
export interface LedgerCommandTools {
  readonly store: Store;
  readonly now: () => number;
  readonly print: (line: string) => void;
}

function momentOf(option: string, text: string): number {
  const moment = parseInterval(text)?.earliest;
  if (moment === undefined) throw new HavenError('invalid-request', `${option} ${text} is not a date`);
  return moment;
}

/** Who asks for something that the audit must say. */
function nameOf(by: string | undefined): string {
  const name = by?.trim() ?? '';
  if (name === '' || name.length > 200) throw new HavenError('invalid-request', '--by: say who you are');
  return name;
}

/**
 * `haven audit verify`: follows the audit from its beginning.
 *
 * @param noted a head that was written down earlier: it is in the chain still, or entries were cut off
 * @returns 1 where the chain is broken
 */
export async function runVerifyAudit(
  noted: string | undefined,
  { store, print }: LedgerCommandTools,
): Promise<ExitCode> {
  const check = await store.ask('verifyAudit', { noted });
  switch (check.kind) {
    case 'broken':
      print(`the audit is broken at entry ${check.seq}: ${check.problem}`);
      return 1;
    case 'holds':
      print(`${check.entries} entries, the chain holds`);
      print(`head ${check.head}`);
      if (check.hasNoted) return 0;
      print('the head that was noted is not in it: entries were cut off or replaced');
      return 1;
  }
}

/** Options of `haven purge`. */
export interface PurgeOptions {
  readonly before: string | undefined;
  readonly marks: boolean;
  readonly by: string | undefined;
}

/** `haven purge`: lets go of what is due now, and of more where it is told to; the audit says so. */
export async function runPurge(
  { before, marks, by }: PurgeOptions,
  { store, now, print }: LedgerCommandTools,
): Promise<ExitCode> {
  const name = before === undefined && !marks ? (by ?? 'haven') : nameOf(by);
  const at = now();
  const limit = before === undefined ? undefined : momentOf('--before', before);
  const parts = [
    ...(limit === undefined ? [] : [`records before ${new Date(limit).toISOString()}`]),
    ...(marks ? ['all marks and cooldowns'] : []),
    'what was due',
  ];
  const detail = `purged ${parts.join(', ')}`;
  const audit = { at, kind: 'retention', by: name, department: undefined, detail } as const;
  // In one step: a break in between would leave a purge that nobody has said.
  const gone = await store.ask('expire', { at, before: limit, allMarks: marks, audit });
  print(`purged ${expiredInWords(gone)}`);
  return 0;
}

/** Options of `haven comments`. */
export interface CommentOptions {
  readonly since: string | undefined;
  readonly by: string | undefined;
}

/** `haven comments`: what clinicians wrote beside their feedback, where the site keeps it; the audit says who read it. */
export async function runComments(
  { since, by }: CommentOptions,
  keys: SiteKeys,
  { store, now, print }: LedgerCommandTools,
): Promise<ExitCode> {
  const name = nameOf(by);
  const at = now();
  const from = since === undefined ? 0 : momentOf('--since', since);
  const kept = await store.ask('comments', { from, to: at });
  // Said before anything is read.
  await store.ask('appendAudit', {
    at,
    kind: 'comments',
    by: name,
    department: undefined,
    detail: `read ${kept.length} comments since ${new Date(from).toISOString()}`,
  });
  for (const { card, receivedAt, outcome, reason, comment } of kept) {
    const text = openComment(keys, comment, card) ?? `(sealed by key ${comment.key}, which is not in use)`;
    const line = [new Date(receivedAt).toISOString(), outcome, reason ?? '-', JSON.stringify(text)];
    print(line.join('  '));
  }
  return 0;
}
