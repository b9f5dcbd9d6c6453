import { open, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { faultCode } from './fault-code.js';

interface Waiting {
  readonly text: string;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Lines that are on disk when they are said to be; those that come in while the disk is busy go together. */
export class SpoolFile {
  readonly path: string;
  /** bytes that are on disk, all of them whole lines */
  length = 0;
  private handle: FileHandle | undefined;
  private waiting: Waiting[] = [];
  private writing: Promise<void> | undefined;

  constructor(path: string) {
    this.path = path;
  }

  /** Resolves when the lines are on disk; after a failure the file is as it was. */
  append(lines: readonly string[]): Promise<void> {
    const text = lines.map((line) => `${line}\n`).join('');
    return new Promise((resolve, reject) => {
      this.waiting.push({ text, resolve, reject });
      this.writing ??= this.writeAll();
    });
  }

  private async writeAll(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.waiting;
      this.waiting = [];
      try {
        await this.write(Buffer.from(batch.map(({ text }) => text).join('')));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    // In the same turn as the last look at what waits: what comes later starts anew.
    this.writing = undefined;
  }

  private async write(bytes: Buffer): Promise<void> {
    const handle = (this.handle ??= await this.create());
    try {
      await handle.appendFile(bytes);
      await handle.datasync();
    } catch (error) {
      // Half a line must not spoil the next one.
      await handle.truncate(this.length).catch(() => undefined);
      throw error;
    }
    this.length += bytes.length;
    if (await this.isThere()) return;
    // Somebody took it away, or over, as one that was left, and may not have seen these lines: they may come twice, and are not lost.
    this.handle = undefined;
    this.length = 0;
    await handle.close().catch(() => undefined);
    await this.write(bytes);
  }

  /** Whoever takes it over gives it another name before reading: what is written before that is read. */
  private async isThere(): Promise<boolean> {
    try {
      await stat(this.path);
      return true;
    } catch (error) {
      if (faultCode(error) === 'ENOENT') return false;
      throw error;
    }
  }

  /** A new file is durable when its folder is. */
  private async create(): Promise<FileHandle> {
    const handle = await open(this.path, 'ax', 0o600);
    const folder = await open(dirname(this.path), 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
    return handle;
  }

  /** Waits for what is being written and lets go of the file. */
  async close(): Promise<void> {
    await this.writing;
    await this.handle?.close();
    this.handle = undefined;
  }
}
