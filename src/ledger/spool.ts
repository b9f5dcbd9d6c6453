import { createReadStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { HavenError } from '../model/haven-error.js';
import { SpoolFile } from './spool-file.js';

/** Enough for about 150,000 cards: a long night at a large hospital. */
const MAX_BYTES = 64 * 1024 * 1024;
/** Lines that are given back at a time. */
const AT_ONCE = 200;
const NAME = /^(?<pid>\d+)-[0-9a-f-]+\.spool$/;

/** Where and how much. */
export interface SpoolPlace {
  readonly folder: string;
  readonly pid: number;
  readonly uuid: () => string;
  readonly maxBytes?: number;
}

/** Takes some of what is given back. */
export type Take = (lines: readonly string[]) => Promise<void>;

/** The whole lines of a file, some at a time; what follows the last line end was never acknowledged. */
async function* linesOf(path: string): AsyncGenerator<readonly string[]> {
  let lines: string[] = [];
  let rest = '';
  for await (const chunk of createReadStream(path, 'utf8')) {
    const parts = `${rest}${String(chunk)}`.split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
    if (lines.length < AT_ONCE) continue;
    yield lines;
    lines = [];
  }
  if (lines.length > 0) yield lines;
}

/** Another process may have given a file back first: one that was never made, or is made no more, is none. */
function unlessGone(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is alive too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * What cannot be written to the database now, in files of a folder: one for each process, so that several may share it, and
 * a next one while the last is given back. Bounded, all files of the folder together.
 */
export class Spool {
  private readonly place: SpoolPlace;
  private readonly maxBytes: number;
  /** files of this process, the last of them open */
  private readonly own = new Map<string, SpoolFile>();
  private current: SpoolFile | undefined;
  /** bytes by file, of this process and of those that ended */
  private readonly kept = new Map<string, number>();

  private constructor(place: SpoolPlace) {
    this.place = place;
    this.maxBytes = place.maxBytes ?? MAX_BYTES;
  }

  /**
   * Opens the folder; nothing is written yet.
   *
   * @throws HavenError `configuration-invalid` where there can be no such folder
   */
  static async open(place: SpoolPlace): Promise<Spool> {
    const spool = new Spool(place);
    try {
      await mkdir(place.folder, { recursive: true, mode: 0o700 });
      for (const path of await spool.left()) await spool.note(path).catch(unlessGone);
    } catch (cause) {
      throw new HavenError('configuration-invalid', `the spool folder ${place.folder} cannot be used`, {
        cause,
      });
    }
    return spool;
  }

  /** whether something waits to be given back */
  get isEmpty(): boolean {
    return this.bytes === 0;
  }

  get bytes(): number {
    let sum = 0;
    for (const size of this.kept.values()) sum += size;
    return sum;
  }

  private async note(path: string): Promise<void> {
    this.kept.set(path, (await stat(path)).size);
  }

  private grow(path: string, by: number): void {
    this.kept.set(path, (this.kept.get(path) ?? 0) + by);
  }

  /** Resolves when the lines are on disk. @throws RangeError where the spool is full, or what the disk says */
  async append(lines: readonly string[]): Promise<void> {
    const size = lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
    if (this.bytes + size > this.maxBytes) throw new RangeError('the spool is full');
    const file = (this.current ??= this.next());
    this.grow(file.path, size);
    try {
      await file.append(lines);
    } catch (error) {
      this.grow(file.path, -size);
      throw error;
    }
  }

  private next(): SpoolFile {
    const { folder, pid, uuid } = this.place;
    const file = new SpoolFile(join(folder, `${pid}-${uuid()}.spool`));
    this.own.set(file.path, file);
    return file;
  }

  /** Files that no process writes to any more: those of processes that ended. */
  private async left(): Promise<readonly string[]> {
    const names = await readdir(this.place.folder);
    return names.flatMap((name) => {
      const pid = Number(NAME.exec(name)?.groups?.['pid'] ?? Number.NaN);
      const path = join(this.place.folder, name);
      // In a container every process has the same number: one of ours that we do not know is of the one before.
      const isLeft = pid === this.place.pid ? !this.own.has(path) : !isAlive(pid);
      return Number.isNaN(pid) || !isLeft ? [] : [path];
    });
  }

  /**
   * Gives everything back, oldest file last written to first, and drops each file once all of it was taken. Where `take`
   * rejects, what it was given comes again the next time: whoever takes it must bear that.
   */
  async drain(take: Take): Promise<void> {
    const { current } = this;
    this.current = undefined;
    // Before anything is waited for: a file that is begun meanwhile is still written to.
    const own = [...this.own.keys()];
    const paths = [...(await this.left()), ...own];
    await current?.close();
    // Another process has given those back that are there no more.
    for (const path of this.kept.keys())
      if (!paths.includes(path) && !this.own.has(path)) this.kept.delete(path);
    for (const path of paths) {
      await this.giveBack(path, take).catch(unlessGone);
      this.forget(path);
    }
  }

  private async giveBack(path: string, take: Take): Promise<void> {
    await this.note(path);
    for await (const lines of linesOf(path)) await take(lines);
    await rm(path);
  }

  private forget(path: string): void {
    this.own.delete(path);
    this.kept.delete(path);
  }

  async close(): Promise<void> {
    await this.current?.close();
  }
}
