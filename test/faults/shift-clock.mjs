/**
 * Loaded before the service (`node --import`): its clock is wrong by the milliseconds in the file `CLOCK_FILE`, which is read
 * again every 50 ms, so that a test can let time jump.
 */
import { readFileSync } from 'node:fs';

const file = process.env['CLOCK_FILE'];
const RealDate = Date;
let offset = 0;

function read() {
  try {
    offset = Number(readFileSync(file, 'utf8'));
  } catch {
    // No file yet: the clock is right.
  }
}

/** `new Date()` and `Date.now()` tell the wrong time; everything else is as it was. */
class ShiftedDate extends RealDate {
  constructor(...given) {
    super(...(given.length === 0 ? [RealDate.now() + offset] : given));
  }
  static now() {
    return RealDate.now() + offset;
  }
}

read();
setInterval(read, 50).unref();
globalThis.Date = ShiftedDate;
