import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SpoolFile } from './spool-file.js';

const ENDING = '.refused';
const LINE_END = 10;

/** Lines that the database refused, in files of the spool's folder that nobody but people reads again. Bounded, all together. */
export class RefusedLines {
  /** bytes in these files, other processes' too */
  bytes = 0;
  lines = 0;
  private readonly maxBytes: number;
  private readonly file: SpoolFile;

  /** @param path where this process puts its own, without the ending */
  constructor(path: string, maxBytes: number) {
    this.maxBytes = maxBytes;
    this.file = new SpoolFile(`${path}${ENDING}`);
  }

  /** Looks how many there are: people take them away. */
  async look(): Promise<void> {
    const folder = dirname(this.file.path);
    const names = (await readdir(folder)).filter((name) => name.endsWith(ENDING));
    let [bytes, lines] = [0, 0];
    for (const name of names) {
      // One that is another user's is counted by that user's process.
      const content = await readFile(join(folder, name)).catch(() => Buffer.alloc(0));
      bytes += content.length;
      for (const byte of content) if (byte === LINE_END) lines += 1;
    }
    [this.bytes, this.lines] = [bytes, lines];
  }

  /** Resolves when the line is on disk. @throws RangeError where there are too many already, or what the disk says */
  async add(line: string): Promise<void> {
    const size = Buffer.byteLength(line) + 1;
    if (this.bytes + size > this.maxBytes) throw new RangeError('there is no more room for refused lines');
    await this.file.append([line]);
    this.bytes += size;
    this.lines += 1;
  }

  health(): readonly string[] {
    if (this.lines === 0) return [];
    return [
      `${this.lines} line(s) of the spool were refused by the database and set aside, in its folder, in files ending ${ENDING}`,
    ];
  }

  close(): Promise<void> {
    return this.file.close();
  }
}
