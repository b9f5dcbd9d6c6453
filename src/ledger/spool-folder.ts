import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { HavenError } from '../model/haven-error.js';
import { SpoolFile } from './spool-file.js';
import { SpoolOwner } from './spool-owner.js';
import { faultCode } from './fault-code.js';

/** Where files are, and whose. */
export interface FolderPlace {
  readonly folder: string;
  readonly pid: number;
  readonly uuid: () => string;
  /** where the system tells of its processes */
  readonly proc?: string;
}

/** Files that are not of this process. */
interface Found {
  /** those that no process writes to any more, since theirs ended */
  readonly left: readonly string[];
  /** those of processes that run */
  readonly held: readonly string[];
}

/** The files of a spool's folder: what is this process's, and what it may take over. */
export class SpoolFolder {
  readonly path: string;
  /** files of this process, and those that it took over; of each process that shares the folder another set */
  readonly own = new Set<string>();
  private readonly owner: SpoolOwner;
  private readonly uuid: () => string;

  private constructor({ folder, uuid }: FolderPlace, owner: SpoolOwner) {
    this.path = folder;
    this.owner = owner;
    this.uuid = uuid;
  }

  /**
   * Makes the folder where there is none, and tries whether it can be written.
   *
   * @throws HavenError `configuration-invalid` where it cannot
   */
  static async open(place: FolderPlace): Promise<{ readonly folder: SpoolFolder; readonly found: Found }> {
    const folder = new SpoolFolder(place, await SpoolOwner.of(place.pid, place.proc));
    try {
      await mkdir(place.folder, { recursive: true, mode: 0o700 });
      await folder.try();
      return { folder, found: await folder.find() };
    } catch (cause) {
      throw new HavenError(
        'configuration-invalid',
        `the spool folder ${place.folder} cannot be used (${faultCode(cause) ?? 'unknown'}): set HAVEN_SPOOL to a folder in which the service may make, write and remove files`,
        { cause },
      );
    }
  }

  /** Makes a file, has it on disk and removes it: that a folder is there says nothing of whether it can be written. */
  private async try(): Promise<void> {
    const file = new SpoolFile(this.fresh());
    try {
      await file.append([]);
      await file.close();
      await rm(file.path);
    } catch (error) {
      // It can be written, and will have room again.
      if (!['ENOSPC', 'EDQUOT'].includes(faultCode(error) ?? '')) throw error;
      await file.close();
      await rm(file.path, { force: true });
    }
  }

  /** A path that no other file has; without an ending it is no file of the spool. */
  fresh(ending = ''): string {
    return join(this.path, `${this.owner.prefix}-${this.uuid()}${ending}`);
  }

  /** The path of a file of this process that is to be made. */
  next(): string {
    const path = this.fresh('.spool');
    this.own.add(path);
    return path;
  }

  async find(): Promise<Found> {
    const left: string[] = [];
    const held: string[] = [];
    for (const entry of await readdir(this.path, { withFileTypes: true })) {
      const path = join(this.path, entry.name);
      if (!entry.isFile() || this.own.has(path)) continue;
      const isHeld = await this.owner.isHeld(entry.name);
      if (isHeld !== undefined) (isHeld ? held : left).push(path);
    }
    return { left, held };
  }

  /**
   * Takes a file over by giving it a name of this process: of two processes that try, one has it, and whoever should still write
   * to it sees that it is gone.
   *
   * @returns the path that it has then
   */
  async claim(path: string): Promise<string> {
    const mine = this.fresh('.spool');
    // One that cannot be read keeps the name by which its owner knows it.
    await (await open(path, 'r')).close();
    await rename(path, mine);
    this.own.add(mine);
    return mine;
  }
}
