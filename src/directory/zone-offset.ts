import { DAY_MS } from '../model/civil.js';

const FIXED = /^([+-])(\d{2}):(\d{2})$/;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Formatters are slow to make and there are a few hundred zones in the world: each is made once. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, made);
  return made;
}

const known = new Map<string, boolean>();

/** True for an IANA time zone that this machine knows, and for an offset such as `+02:00`. */
export function isTimeZone(name: string): boolean {
  if (FIXED.test(name)) return true;
  const told = known.get(name);
  if (told !== undefined) return told;
  let isKnown = true;
  try {
    formatOf(name);
  } catch {
    isKnown = false;
  }
  // A file can name anything: what is no zone is not worth remembering for ever.
  if (known.size < 1000) known.set(name, isKnown);
  return isKnown;
}

function fixedOffset(name: string): number | undefined {
  // Letters are most of them, and the pattern need not be tried.
  if (name[0] !== '+' && name[0] !== '-') return undefined;
  const parts = FIXED.exec(name);
  if (parts === null) return undefined;
  const minutes = Number(parts[2]) * 60 + Number(parts[3]);
  return (parts[1] === '-' ? -minutes : minutes) * 60_000;
}

function readOffset(timeZone: string, at: number): number {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
  const local = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return local - (at - (((at % 1000) + 1000) % 1000));
}

/** Zones change their offset on a quarter of an hour, if at all. */
const SLOT_MS = 900_000;
const MAX_KNOWN = 4000;
const offsets = new Map<string, Map<number, number>>();

/**
 * Milliseconds that a zone is ahead of UTC at a moment, by the time zone data of the machine (summer time included).
 *
 * @param at milliseconds since 1970 UTC
 */
export function zoneOffset(timeZone: string, at: number): number {
  const fixed = fixedOffset(timeZone);
  if (fixed !== undefined) return fixed;
  const slot = Math.floor(at / SLOT_MS);
  const ofZone = offsets.get(timeZone) ?? new Map<number, number>();
  offsets.set(timeZone, ofZone);
  const told = ofZone.get(slot);
  if (told !== undefined) return told;
  const offset = readOffset(timeZone, slot * SLOT_MS);
  if (ofZone.size >= MAX_KNOWN) ofZone.clear();
  ofZone.set(slot, offset);
  return offset;
}

/**
 * The moment at which clocks of a zone show a local time. A time that is skipped when clocks go forward is as long after the
 * gap; of one that comes twice it is the first.
 *
 * @param local the local time, written as if it were UTC, in milliseconds
 */
export function momentOf(timeZone: string, local: number): number {
  const before = zoneOffset(timeZone, local - DAY_MS);
  const after = zoneOffset(timeZone, local + DAY_MS);
  const real = [before, after]
    .filter((offset) => zoneOffset(timeZone, local - offset) === offset)
    .map((offset) => local - offset);
  return real.length === 0 ? local - before : Math.min(...real);
}
