import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const WRITES = 1000;
/** A shared disk is slow now and then, not always: writes in a row would be over before it shows. */
const PAUSE_MS = 10;

/** What writes of 4 KB to the disk cost here, one by one: a commit waits for at least that. @returns milliseconds, the shortest first */
export async function fsyncMs(folder) {
  const file = openSync(join(folder, 'fsync'), 'w');
  const page = Buffer.alloc(4096, 1);
  const taken = [];
  for (let write = 0; write < WRITES; write += 1) {
    const start = performance.now();
    writeSync(file, page);
    fsyncSync(file);
    taken.push(performance.now() - start);
    // One after another, as calls come.
    // oxlint-disable-next-line no-await-in-loop
    await wait(PAUSE_MS);
  }
  closeSync(file);
  return taken.toSorted((one, other) => one - other);
}
