import type { Command } from 'commander';
import { operatorLedger } from '../ledger/operator-ledger.js';
import type { DatabasePlace } from '../ledger/open-ledger.js';
import { HavenError } from '../model/haven-error.js';
import type { ModeRequest } from '../pipeline/set-mode.js';
import type { CommandTools } from './command-tools.js';
import type { ExitCode } from './exit.js';
import { runAges } from './run-ages.js';
import { runExposure } from './run-exposure.js';
import { runReadiness, runSetMode } from './operate.js';
import type { OperateTools } from './operate.js';

/** What registering is done with; the environment is read only when a command runs. */
export interface OperatorCommands {
  readonly run: (action: () => Promise<ExitCode>) => Promise<void>;
  readonly tools: () => CommandTools;
  /** where a site keeps its ledger; undefined: in the memory of its process */
  readonly place: (isDemo: boolean) => DatabasePlace | undefined;
}

function operateTools({ tools, place }: OperatorCommands): OperateTools {
  return {
    ...tools(),
    openLedger: async (isDemo) => {
      const database = place(isDemo);
      if (database !== undefined) return operatorLedger(database);
      throw new HavenError(
        'configuration-invalid',
        'this demo site keeps its ledger in the memory of its process: use its /console and /readiness',
      );
    },
  };
}

interface ModeFlags {
  readonly department?: string;
  readonly by: string;
  readonly reason: string;
}

function addModeCommand(
  program: Command,
  commands: OperatorCommands,
  action: ModeRequest['action'],
  description: string,
): void {
  program
    .command(action)
    .description(description)
    .option('--department <id>', 'only this department (default: the whole site)')
    .requiredOption('--by <name>', 'who you are')
    .requiredOption('--reason <text>', 'why; nothing about a patient')
    .action(({ department, by, reason }: ModeFlags) =>
      commands.run(async () => runSetMode({ action, department, by, reason }, operateTools(commands))),
    );
}

/** `haven suspend`, `haven resume`, `haven readiness` and `haven exposure`. */
export function registerOperatorCommands(program: Command, commands: OperatorCommands): void {
  addModeCommand(program, commands, 'suspend', 'show nothing until somebody resumes, on every process');
  addModeCommand(program, commands, 'resume', 'take a suspension back');
  program
    .command('readiness')
    .description('say how loud each department is, and what keeps it from being louder')
    .action(() => commands.run(async () => runReadiness(operateTools(commands))));
  program
    .command('exposure')
    .description(
      'how often each department was asked to offer, and offered, in a month; small numbers are hidden',
    )
    .option('--month <YYYY-MM>', 'a month that is over (default: the last one)')
    .option('--ages', 'calls of each day by age instead')
    .action(({ month, ages }: { readonly month?: string; readonly ages?: boolean }) =>
      commands.run(async () =>
        ages === true ? runAges(month, operateTools(commands)) : runExposure(month, operateTools(commands)),
      ),
    );
}
