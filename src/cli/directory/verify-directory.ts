import { isInDate } from '../../directory/is-in-date.js';
import { factsOf, verifiedDays } from '../../directory/verified-until.js';
import { DAY_MS } from '../../model/civil.js';
import type { Directory, Listed } from '../../model/directory.js';
import { HavenError } from '../../model/haven-error.js';
import { parseInterval } from '../../model/interval.js';
import type { CommandTools } from '../command-tools.js';
import { contentOf } from '../content-of.js';
import type { ExitCode } from '../exit.js';
import { sayFacts, sayService } from './describe-service.js';
import { addRecord } from './directory-files.js';

/** Options of `haven directory verify`. */
export interface VerifyOptions {
  /** who verified it */
  readonly by: string | undefined;
  /** how: called, visited, written */
  readonly method: string | undefined;
  /** the day on which it was verified; default: today, UTC */
  readonly on: string | undefined;
  /** the day on which it is due again, where that is sooner than usual */
  readonly nextDue: string | undefined;
  /** days ahead that count as due */
  readonly within: number;
}

/** Asks a person; undefined where nobody answers any more. */
export type Ask = (question: string) => Promise<string | undefined>;

/** Active services that nobody has verified, that are overdue, or soon are; first those that have waited longest. */
function dueServices({ listed }: Pick<Directory, 'listed'>, at: number, within: number): readonly Listed[] {
  const untilOf = ({ verified }: Listed): number =>
    verified === undefined ? 0 : verified.kind === 'start' ? Number.POSITIVE_INFINITY : verified.until;
  return listed
    .filter(
      ({ service, verified }) => service.status === 'active' && !isInDate(verified, at + within * DAY_MS),
    )
    .toSorted((one, other) => untilOf(one) - untilOf(other));
}

function dayArgument(name: string, value: string): string {
  if (value.length === 10 && parseInterval(value) !== undefined) return value;
  throw new HavenError('invalid-request', `${name} ${value} is no day (give 2026-03-31)`);
}

/** A verification that is to be recorded. */
interface Found {
  readonly by: string;
  readonly method: string;
  readonly on: string;
  readonly nextDue: string | undefined;
}

function assertDates({ on, nextDue }: Found, { service }: Listed, at: number): void {
  const days = verifiedDays(service);
  const from = Date.parse(`${dayArgument('--on', on)}T00:00:00Z`);
  // It may be tomorrow already where it was signed.
  if (from > at + DAY_MS) throw new HavenError('invalid-request', `--on ${on} is still to come`);
  if (nextDue === undefined) return;
  const due = (Date.parse(`${dayArgument('--next-due', nextDue)}T00:00:00Z`) - from) / DAY_MS;
  if (due < 1 || due > days)
    throw new HavenError('invalid-request', `--next-due ${nextDue}: 1 to ${days} days after it was verified`);
}

async function record(listed: Listed, found: Found, { place, now, print }: CommandTools): Promise<void> {
  assertDates(found, listed, now());
  const { service } = listed;
  const { by, method, on, nextDue } = found;
  await addRecord(place.site, {
    service: service.id,
    facts: factsOf(service),
    verifiedOn: on,
    by,
    method,
    ...(nextDue === undefined ? {} : { nextDue }),
  });
  const due = nextDue ?? `${verifiedDays(service)} days after ${on}`;
  print(`recorded  ${service.id}: ${method}, by ${by}, on ${on}; due again ${due}`);
}

function today(now: number): string {
  return new Date(now).toISOString().slice(0, 10);
}

async function verifyOne(
  id: string,
  options: VerifyOptions,
  directory: Directory,
  tools: CommandTools,
): Promise<ExitCode> {
  const listed = directory.listed.find(({ service }) => service.id === id);
  if (listed === undefined) throw new HavenError('not-found', `no service "${id}" in the directory`);
  const { by, method, on = today(tools.now()), nextDue } = options;
  if (by === undefined || method === undefined)
    throw new HavenError('invalid-request', 'say who verified it and how: --by and --method');
  await record(listed, { by, method, on, nextDue }, tools);
  return 0;
}

/** An answer, or what stands in the options for all of them; undefined where nobody answers. */
async function answer(ask: Ask, question: string, fallback: string | undefined): Promise<string | undefined> {
  const said = await ask(fallback === undefined ? `${question}: ` : `${question} [${fallback}]: `);
  if (said === undefined) return undefined;
  return said.trim() === '' ? fallback : said.trim();
}

/** Who, how and until when, as a person says it; undefined where they do not. */
async function askFor(
  listed: Listed,
  options: VerifyOptions,
  ask: Ask,
  now: number,
): Promise<Found | undefined> {
  const by = await answer(ask, 'Who verified it', options.by);
  const method = await answer(ask, 'How (called, visited, wrote)', options.method ?? 'called');
  const usual = `Due again on (empty: in ${verifiedDays(listed.service)} days)`;
  const nextDue = await answer(ask, usual, options.nextDue);
  if (by === undefined || method === undefined) return undefined;
  return { by, method, on: options.on ?? today(now), nextDue };
}

async function recordOrSay(listed: Listed, found: Found | undefined, tools: CommandTools): Promise<void> {
  try {
    if (found === undefined) tools.print('not recorded: nobody said who verified it, and how');
    else await record(listed, found, tools);
  } catch (error) {
    if (!(error instanceof HavenError)) throw error;
    tools.print(`not recorded: ${error.message}`);
  }
}

/** One service with a person at the keyboard. @returns false where they want to stop */
async function walk(listed: Listed, options: VerifyOptions, ask: Ask, tools: CommandTools): Promise<boolean> {
  for (const line of sayFacts(listed, tools.now())) tools.print(line);
  const said =
    (await ask('Is all of this so? y yes, n no or not now, q stop: '))?.trim().toLowerCase() ?? 'q';
  if (said.startsWith('q')) return false;
  if (said.startsWith('y')) await recordOrSay(listed, await askFor(listed, options, ask, tools.now()), tools);
  else tools.print('not recorded: change its entry where it is not so, and verify it again');
  return true;
}

/**
 * `haven directory verify [ID]`: records that one service was found as it is said to be; without an id, walks a person through
 * what is due, or lists it where nobody is there to ask.
 *
 * @param ask undefined where nobody can be asked
 * @returns 1 where something is due and nobody was asked
 */
export async function verifyDirectory(
  id: string | undefined,
  options: VerifyOptions,
  ask: Ask | undefined,
  tools: CommandTools,
): Promise<ExitCode> {
  const { directory } = await contentOf(tools);
  if (id !== undefined) return verifyOne(id, options, directory, tools);
  const due = dueServices(directory, tools.now(), options.within);
  if (ask === undefined) {
    for (const listed of due) tools.print(sayService(listed, tools.now()));
    tools.print(`${due.length} of ${directory.listed.length} service(s) due`);
    return due.length > 0 ? 1 : 0;
  }
  for (const listed of due) {
    // One after another: a person answers.
    // oxlint-disable-next-line no-await-in-loop
    if (!(await walk(listed, options, ask, tools))) break;
  }
  return 0;
}
