import { lstat, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SpoolFile } from './spool-file.js';

const ENDING = '.refused';

/** Lines that the database refused, in files of the spool's folder that nobody but people reads again. Bounded, all together. */
export class RefusedLines {
  /** bytes in these files, other processes' too */
  bytes = 0;
  private readonly maxBytes: number;
  private readonly file: SpoolFile;

  /** @param path where this process puts its own, without the ending */
  constructor(path: string, maxBytes: number) {
    this.maxBytes = maxBytes;
    this.file = new SpoolFile(`${path}${ENDING}`);
  }

  /** Looks how much there is: people take it away. */
  async look(): Promise<void> {
    const folder = dirname(this.file.path);
    const names = (await readdir(folder)).filter((name) => name.endsWith(ENDING));
    const sizes = await Promise.all(
      names.map((name) =>
        lstat(join(folder, name)).then(
          ({ size }) => size,
          // It was taken away a moment ago.
          () => 0,
        ),
      ),
    );
    this.bytes = sizes.reduce((sum, size) => sum + size, 0);
  }

  /** Resolves when the line is on disk. @throws RangeError where there are too many already, or what the disk says */
  async add(line: string): Promise<void> {
    const size = Buffer.byteLength(line) + 1;
    if (this.bytes + size > this.maxBytes) throw new RangeError('there is no more room for refused lines');
    await this.file.append([line]);
    this.bytes += size;
  }

  health(): readonly string[] {
    if (this.bytes === 0) return [];
    return [
      `${this.bytes} bytes of the spool were refused by the database and set aside, in its folder, in files ending ${ENDING}`,
    ];
  }

  close(): Promise<void> {
    return this.file.close();
  }
}
