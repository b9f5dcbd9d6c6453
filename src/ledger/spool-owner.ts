import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { faultCode } from './fault-code.js';

/** Of the version before there are names without start and boot. */
const NAME =
  /^(?<pid>\d+)-(?:(?<start>\d+)-(?<boot>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-)?[0-9a-f-]+\.spool$/;
const BOOT = /^[0-9a-f-]{36}$/;
/** The second field is a name in brackets and may hold anything: after its end come 19 fields, and when the process was started. */
const START = /^[^]*\) (?:\S+ ){19}(?<start>\d+)/;

/** Empty where the system tells nothing of it. */
function told(...path: readonly string[]): Promise<string> {
  return readFile(join(...path), 'latin1').catch(() => '');
}

async function startOf(pid: number, proc: string): Promise<string | undefined> {
  return START.exec(await told(proc, String(pid), 'stat'))?.groups?.['start'];
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is alive too.
    return faultCode(error) === 'EPERM';
  }
}

/** Tells whose a file of the spool is. */
interface Birth {
  /** in ticks since the machine was started */
  readonly start: string;
  /** differs each time that the machine is started */
  readonly boot: string;
}

/**
 * The process that writes files, as their names tell it: its number, and, since numbers are given again, when it and its machine
 * were started. Where the system does not tell that (it is not Linux), the number alone.
 */
export class SpoolOwner {
  private readonly pid: number;
  private readonly proc: string;
  private readonly birth: Birth | undefined;

  private constructor(pid: number, proc: string, birth: Birth | undefined) {
    this.pid = pid;
    this.proc = proc;
    this.birth = birth;
  }

  /** @param proc where the system tells of its processes */
  static async of(pid: number, proc = '/proc'): Promise<SpoolOwner> {
    const start = await startOf(pid, proc);
    const boot = (await told(proc, 'sys', 'kernel', 'random', 'boot_id')).trim();
    return new SpoolOwner(pid, proc, start !== undefined && BOOT.test(boot) ? { start, boot } : undefined);
  }

  /** What names of this process's files begin with; a version that knows numbers alone can read them as well. */
  get prefix(): string {
    return this.birth === undefined ? `${this.pid}` : `${this.pid}-${this.birth.start}-${this.birth.boot}`;
  }

  /** @returns whether another process that runs may write to a file of this name; undefined where no spool names one so */
  async isHeld(name: string): Promise<boolean | undefined> {
    const { pid, start, boot } = NAME.exec(name)?.groups ?? {};
    if (pid === undefined) return undefined;
    // In a container every process has the same number: one of ours that we do not know is of the one before.
    if (Number(pid) === this.pid) return false;
    if (!isAlive(Number(pid))) return false;
    return start === undefined || boot === undefined || this.isSame(Number(pid), { start, boot });
  }

  /** Whether the process that has this number now is the one that was born so; where that is not told, it is taken to be. */
  private async isSame(pid: number, { start, boot }: Birth): Promise<boolean> {
    if (this.birth !== undefined && this.birth.boot !== boot) return false;
    const found = await startOf(pid, this.proc);
    return found === undefined || found === start;
  }
}
