import { basename } from 'node:path';
import { faultCode } from './fault-code.js';

/** A process gives its files back within minutes once the database is there; both look again every minute. */
const LONG_MS = 30 * 60_000;

function named(paths: readonly string[]): string {
  const [first = ''] = paths;
  return paths.length === 1 ? basename(first) : `${basename(first)} and ${paths.length - 1} more`;
}

/** What the disk said: of a message of the system its code alone. */
function problemOf(error: unknown): string {
  return faultCode(error) ?? (error instanceof Error ? error.message : 'unknown');
}

/** Keeps in mind what stays in the spool's folder though the database is there, for operators. */
export class SpoolWatch {
  /** why files cannot be given back */
  private readonly faults = new Map<string, string>();
  /** files of other processes that run, and when each was first seen */
  private readonly held = new Map<string, number>();
  private seenAt = 0;

  /** whether anything is there that may change by itself */
  get isWatching(): boolean {
    return this.faults.size + this.held.size > 0;
  }

  isFaulty(path: string): boolean {
    return this.faults.has(path);
  }

  fault(path: string, error: unknown): void {
    this.faults.set(path, problemOf(error));
  }

  forget(path: string): void {
    this.faults.delete(path);
  }

  /** Takes note of what is there now: files to give back, and those of others. */
  see(mine: readonly string[], held: readonly string[], at: number): void {
    for (const path of this.faults.keys()) if (!mine.includes(path)) this.faults.delete(path);
    for (const path of this.held.keys()) if (!held.includes(path)) this.held.delete(path);
    for (const path of held) if (!this.held.has(path)) this.held.set(path, at);
    this.seenAt = at;
  }

  health(): readonly string[] {
    const faulty = [...this.faults.keys()];
    const whys = [...new Set(this.faults.values())].join(', ');
    const long = [...this.held].filter(([, since]) => this.seenAt - since >= LONG_MS);
    const heldLong = long.map(([path]) => path);
    const reasons: readonly (readonly [number, string])[] = [
      [faulty.length, `cannot be given back to the database (${whys}): ${named(faulty)}`],
      [
        heldLong.length,
        `belong to another process that runs and does not give them back: ${named(heldLong)}`,
      ],
    ];
    return reasons.flatMap(([count, what]) => (count > 0 ? [`${count} file(s) of the spool ${what}`] : []));
  }
}
