import { lstat, rm } from 'node:fs/promises';
import { handOver } from './hand-over.js';
import type { Take } from './hand-over.js';
import { RefusedLines } from './refused-lines.js';
import { SpoolFile } from './spool-file.js';
import { SpoolFolder } from './spool-folder.js';
import type { FolderPlace } from './spool-folder.js';
import { spoolLines } from './spool-lines.js';
import { SpoolWatch } from './spool-watch.js';
import { faultCode } from './fault-code.js';

/** Enough for about 150,000 cards: a long night at a large hospital. */
const MAX_BYTES = 64 * 1024 * 1024;
/** So much of it may be lines that the database refused. */
const REFUSED_SHARE = 1 / 8;

/** Where and how much. */
export interface SpoolPlace extends FolderPlace {
  readonly maxBytes?: number;
}

/**
 * What cannot be written to the database now, in files of a folder: one for each process, so that several may share it, and
 * a next one while the last is given back. Bounded, with what others left.
 */
export class Spool {
  private readonly folder: SpoolFolder;
  private readonly maxBytes: number;
  private readonly refused: RefusedLines;
  private readonly watch = new SpoolWatch();
  /** the file that is written to */
  private current: SpoolFile | undefined;
  /** bytes by file, of this process and of those that ended */
  private readonly kept = new Map<string, number>();
  /** lines by file that need not be given back again */
  private readonly done = new Map<string, number>();

  private constructor(folder: SpoolFolder, maxBytes: number) {
    this.folder = folder;
    this.maxBytes = maxBytes;
    this.refused = new RefusedLines(folder.fresh(), maxBytes * REFUSED_SHARE);
  }

  /**
   * Opens the folder, and tries whether it can be written.
   *
   * @throws HavenError `configuration-invalid` where there can be no such folder
   */
  static async open(place: SpoolPlace): Promise<Spool> {
    const { folder, found } = await SpoolFolder.open(place);
    const spool = new Spool(folder, place.maxBytes ?? MAX_BYTES);
    for (const path of found.left) await spool.note(path).catch((error: unknown) => spool.fail(path, error));
    await spool.refused.look();
    return spool;
  }

  /** whether nothing waits that could be given back now */
  get isEmpty(): boolean {
    return [...this.kept.keys()].every((path) => this.watch.isFaulty(path));
  }

  get bytes(): number {
    let sum = this.refused.bytes;
    for (const size of this.kept.values()) sum += size;
    return sum;
  }

  /** whether files are in the folder that cannot be given back now, and may be later */
  get isWatching(): boolean {
    return this.watch.isWatching;
  }

  /** What operators should know of single files. */
  health(): readonly string[] {
    return [...this.watch.health(), ...this.refused.health()];
  }

  private async note(path: string): Promise<void> {
    this.kept.set(path, (await lstat(path)).size);
  }

  private grow(path: string, by: number): void {
    this.kept.set(path, (this.kept.get(path) ?? 0) + by);
  }

  /** Resolves when the lines are on disk. @throws RangeError where the spool is full, or what the disk says */
  async append(lines: readonly string[]): Promise<void> {
    const size = lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
    if (this.bytes + size > this.maxBytes) throw new RangeError('the spool is full');
    const file = (this.current ??= new SpoolFile(this.folder.next()));
    this.grow(file.path, size);
    try {
      await file.append(lines);
    } catch (error) {
      this.grow(file.path, -size);
      throw error;
    }
  }

  /**
   * Gives everything back, first what others left, then its own in order, and drops each file once all of it was taken. Where
   * `take` rejects, what it was given comes again the next time: whoever takes it must bear that. A line that it refuses is set
   * aside; a file that the disk does not give back stays, and operators are told.
   *
   * @param at the moment, to tell how long others keep theirs
   */
  async drain(take: Take, at: number): Promise<void> {
    const { current } = this;
    this.current = undefined;
    // Before anything is waited for: a file that is begun meanwhile is still written to.
    const own = [...this.folder.own];
    const paths = [...(await this.look(own, at)), ...own];
    // What was written to it is on disk, whatever its closing says.
    await current?.close().catch(() => undefined);
    for (const path of paths) await this.giveBack(path, take);
  }

  /** @returns what others left; nothing where the folder cannot be read */
  private async look(own: readonly string[], at: number): Promise<readonly string[]> {
    try {
      const { left, held } = await this.folder.find();
      // Another process has given those back that are there no more.
      for (const path of this.kept.keys())
        if (!left.includes(path) && !this.folder.own.has(path)) this.forget(path);
      this.watch.see([...left, ...own], held, at);
      await this.refused.look();
      return left;
    } catch (error) {
      this.watch.fault(this.folder.path, error);
      return [];
    }
  }

  /** Rejects where `take` does. What the disk says of one file says nothing of the others. */
  private async giveBack(found: string, take: Take): Promise<void> {
    let path = found;
    let said: unknown;
    const asked: Take = async (lines) =>
      take(lines).catch((error: unknown) => {
        said = error;
        throw error;
      });
    try {
      // Its process may run all the same: it sees that its file is gone, and writes again what was under way.
      if (!this.folder.own.has(path)) path = await this.takeOver(path);
      await this.giveLines(path, asked);
      await rm(path);
      this.forget(path);
    } catch (error) {
      if (error === said) throw error;
      this.fail(path, error);
    }
  }

  private async takeOver(path: string): Promise<string> {
    const mine = await this.folder.claim(path);
    this.forget(path);
    return mine;
  }

  private async giveLines(path: string, take: Take): Promise<void> {
    await this.note(path);
    const done = (lines: number): unknown => this.done.set(path, (this.done.get(path) ?? 0) + lines);
    const setAside = (line: string): Promise<void> => this.refused.add(line);
    for await (const lines of spoolLines(path, this.done.get(path) ?? 0))
      await handOver(lines, { take, setAside, done });
  }

  private fail(path: string, error: unknown): void {
    // Another process may have given it back first: one that was never made, or is there no more, is none.
    if (faultCode(error) === 'ENOENT') this.forget(path);
    else this.watch.fault(path, error);
  }

  private forget(path: string): void {
    this.folder.own.delete(path);
    this.kept.delete(path);
    this.done.delete(path);
    this.watch.forget(path);
  }

  async close(): Promise<void> {
    await this.refused.close();
    await this.current?.close();
  }
}
