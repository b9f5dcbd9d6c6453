#!/usr/bin/env node
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import pino from 'pino';
import { addDirectoryCommands } from './cli/directory/add-directory-commands.js';
import { runExplain, runPrefetchSheet } from './cli/commands.js';
import type { CommandTools } from './cli/command-tools.js';
import type { ExplainOptions } from './cli/commands.js';
import { EXIT_CODES } from './cli/exit.js';
import type { ExitCode } from './cli/exit.js';
import { registerLedgerCommands } from './cli/ledger-commands.js';
import { lintFolder } from './cli/lint-folder.js';
import { writeDocs } from './cli/write-docs.js';
import { writeSchemas } from './cli/write-schemas.js';
import { registerOperatorCommands } from './cli/operator-commands.js';
import { testContent } from './cli/test-content.js';
import { DEFAULT_DATABASE, readConfig } from './config.js';
import type { Config } from './config.js';
import type { DatabasePlace } from './ledger/open-ledger.js';
import type { SiteKeys } from './ledger/site-keys.js';
import { HavenError } from './model/haven-error.js';
import { HOOKS } from './model/hook.js';
import type { Hook } from './model/hook.js';
import { serve } from './serve.js';
import type { ServeTools } from './serve.js';
import { databaseOf, siteKeysOf } from './site-ledger.js';

const print = (line: string): void => void process.stdout.write(`${line}\n`);
// `haven test | head` closes our output early: that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});
const printError = (line: string): void => void process.stderr.write(`${line}\n`);

/** Bytes and milliseconds that lines wait for others: a write for each takes a twentieth of a call. What waits is written at the end. */
const LOG = { sync: false, minLength: 4096, periodicFlush: 100 };

/** A command that was not understood did not run. */
const COULD_NOT_RUN: ExitCode = 2;

function commandTools(config: Config): CommandTools {
  const place = {
    site: config.site,
    shipped: config.shipped,
    fhirServers: config.fhirServers,
    withCases: false,
  };
  return { place, now: Date.now, print };
}

function hookArgument(value: string): Hook {
  const hook = HOOKS.find((known) => known === value);
  if (hook === undefined) throw new InvalidArgumentError(`one of ${HOOKS.join(', ')}`);
  return hook;
}

/** Runs a command and turns its outcome into an exit code; an error becomes one line. */
async function run(action: () => Promise<ExitCode>): Promise<void> {
  try {
    process.exitCode = await action();
  } catch (error) {
    if (!(error instanceof HavenError)) throw error;
    printError(`haven: ${error.message}`);
    process.exitCode = EXIT_CODES[error.code];
  }
}

interface ExplainFlags {
  readonly hook: Hook;
  readonly encounter?: string;
  readonly patient?: string;
  readonly at?: string;
  readonly client?: string;
  readonly json?: boolean;
}

function explainOptions(flags: ExplainFlags): ExplainOptions {
  return {
    hook: flags.hook,
    encounter: flags.encounter,
    patient: flags.patient,
    at: flags.at,
    client: flags.client,
    json: flags.json === true,
  };
}

/** A folder that is named is checked alone; without one, what is shipped and the site that is configured. */
async function lint(dir: string | undefined): Promise<ExitCode> {
  if (dir !== undefined) return lintFolder(resolve(dir), undefined, print);
  const { shipped, site } = readConfig();
  return lintFolder(shipped, site, print);
}

function addContentCommands(program: Command): void {
  program
    .command('lint [dir]')
    .description('check a content folder with each of its sites (default: what is shipped, and HAVEN_SITE)')
    .action((dir?: string) => run(() => lint(dir)));
  program
    .command('test [dir]')
    .description('run the worked patients of a content folder')
    .action((dir?: string) => run(async () => testContent(resolve(dir ?? readConfig().shipped), print)));
  program
    .command('schemas [dir]')
    .description('write the JSON Schemas of the content files, for editors')
    .option('--check', 'write nothing; fail where one has drifted')
    .action((dir: string | undefined, flags: { readonly check?: boolean }) =>
      run(async () => writeSchemas(resolve(dir ?? readConfig().shipped), flags.check === true, print)),
    );
  program
    .command('docs [dir]')
    .description('write the pages about the cues and what they reach, beside the content folder')
    .option('--check', 'write nothing; fail where one has drifted')
    .action((dir: string | undefined, flags: { readonly check?: boolean }) =>
      run(async () => writeDocs(resolve(dir ?? readConfig().shipped), flags.check === true, print)),
    );
  program
    .command('explain <bundle>')
    .description('say what every cue makes of one patient, and what would be shown')
    .option('--hook <hook>', `one of ${HOOKS.join(', ')}`, hookArgument, 'encounter-start' satisfies Hook)
    .option('--encounter <id>', 'the current encounter')
    .option('--patient <id>', 'which patient, where the bundle holds several')
    .option('--at <date>', 'as of this date (default: now)')
    .option('--client <id>', 'which client, where the site has several')
    .option('--json', 'for machines')
    .action((bundle: string, flags: ExplainFlags) =>
      run(async () => runExplain(bundle, explainOptions(flags), commandTools(readConfig()))),
    );
  program
    .command('prefetch-sheet')
    .description('the prefetch queries, to type into an EHR')
    .option('--client <id>', 'which client, where the site has several')
    .action((flags: { readonly client?: string }) =>
      run(async () => runPrefetchSheet(flags.client, commandTools(readConfig()))),
    );
}

/** Commands of whoever keeps the ledger: on the database that is configured, whatever the site. */
function addLedgerCommands(program: Command): void {
  const place = (): DatabasePlace => readConfig().database ?? DEFAULT_DATABASE;
  const keys = (): SiteKeys => siteKeysOf(readConfig());
  registerLedgerCommands(program, { run, print, now: Date.now, place, keys });
  registerOperatorCommands(program, {
    run,
    tools: () => commandTools(readConfig()),
    place: (isDemo) => databaseOf(readConfig(), isDemo),
  });
}

/** Serving is the default: a word that is no command arrives here. */
function addServe(program: Command): void {
  const tools = (): ServeTools => ({
    now: Date.now,
    uuid: randomUUID,
    print,
    log: pino({ base: null }, pino.destination(LOG)),
  });
  program
    .command('serve', { isDefault: true })
    .description('serve the CDS Hooks endpoint')
    .allowExcessArguments()
    .action((_flags: object, { args }: Command) => {
      if (args.length === 0) return run(async () => serve(readConfig(), tools()));
      const [word] = program.args;
      return program.error(
        word === 'serve' ? "error: 'serve' takes no arguments" : `error: unknown command '${word}'`,
      );
    });
}

const program = new Command('haven')
  .description('Supportive care prompts for EHRs, by CDS Hooks')
  .showHelpAfterError()
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : COULD_NOT_RUN));
addServe(program);
addContentCommands(program);
addLedgerCommands(program);
addDirectoryCommands(program, { run, tools: () => commandTools(readConfig()) });
await program.parseAsync();
