import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import type { CommandTools } from '../command-tools.js';
import type { ExitCode } from '../exit.js';
import { exportDirectory, EXPORTS } from './export-directory.js';
import type { ExportOptions } from './export-directory.js';
import { FORMATS, importDirectory } from './import-directory.js';
import type { Format } from './import-directory.js';
import { lintDirectory } from './lint-directory.js';
import { verifyDirectory } from './verify-directory.js';
import type { Ask, VerifyOptions } from './verify-directory.js';

/** What `main` gives to run a command with: its outcome becomes an exit code. */
export interface CommandFrame {
  readonly run: (action: () => Promise<ExitCode>) => Promise<void>;
  readonly tools: () => CommandTools;
}

interface ImportFlags {
  readonly from: Format;
  readonly mapping?: string;
  readonly name?: string;
  readonly dryRun?: boolean;
}

type VerifyFlags = { readonly [K in keyof VerifyOptions]?: NonNullable<VerifyOptions[K]> };

function wholeDays(value: string): number {
  if (!/^\d{1,3}$/.test(value)) throw new InvalidArgumentError('a number of days');
  return Number(value);
}

/** Asks at the keyboard while somebody is there. */
async function withAsk(action: (ask: Ask | undefined) => Promise<ExitCode>): Promise<ExitCode> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return action(undefined);
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await action((question) => lines.question(question).catch(() => undefined));
  } finally {
    lines.close();
  }
}

/** `haven directory import | export | verify | lint`. */
export function addDirectoryCommands(program: Command, { run, tools }: CommandFrame): void {
  const directory = program
    .command('directory')
    .description('the services that cards offer (docs/directory.md)');
  directory
    .command('import <path>')
    .description('read a directory and write it beside the site; every row that is refused is told')
    .addOption(new Option('--from <format>', 'what it is').choices(FORMATS).makeOptionMandatory())
    .option('--mapping <file>', 'their names to ours')
    .option('--name <name>', 'name of the file that is written')
    .option('--dry-run', 'report, and write nothing')
    .action((path: string, { from, mapping, name, dryRun }: ImportFlags) =>
      run(() => importDirectory(path, { from, mapping, name, dryRun: dryRun === true }, tools())),
    );
  directory
    .command('export')
    .description('write every service of the site')
    .addOption(new Option('--to <format>', 'as what').choices(EXPORTS).makeOptionMandatory())
    .option('--out <file>', 'where to (default: the output)')
    .action(({ to, out }: { readonly to: ExportOptions['to']; readonly out?: string }) =>
      run(() => exportDirectory({ to, out }, tools())),
    );
  directory
    .command('verify [id]')
    .description('record that a service is as it is said to be; without an id, go through what is due')
    .option('--by <name>', 'who verified it')
    .option('--method <how>', 'called, visited, written')
    .option('--on <day>', 'when (default: today)')
    .option('--next-due <day>', 'when it is due again, where that is sooner than usual')
    .option('--within <days>', 'what becomes due in so many days is due', wholeDays, 14)
    .action((id: string | undefined, { by, method, on, nextDue, within }: VerifyFlags) =>
      run(() =>
        withAsk((ask) =>
          verifyDirectory(id, { by, method, on, nextDue, within: within ?? 14 }, ask, tools()),
        ),
      ),
    );
  directory
    .command('lint')
    .description('what is refused, what is due, and what the site still lacks')
    .action(() => run(() => lintDirectory(tools())));
}
