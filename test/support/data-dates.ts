import fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import { AT } from './data-property.js';

const DAY_MS = 86_400_000;

/** The instant so many days before the moment of the properties. */
export function isoDay(offset: number): string {
  return new Date(AT - offset * DAY_MS).toISOString();
}

/** A date in or out of every window, whole or partial, with or without time, missing, or not a date at all. */
export function dates(): Arbitrary<string | undefined> {
  const near = fc.integer({ min: 0, max: 360 }).map(isoDay);
  const far = fc.integer({ min: 360, max: 1500 }).map(isoDay);
  return fc.oneof(
    { weight: 8, arbitrary: near.map((text) => text.slice(0, 10)) },
    { weight: 4, arbitrary: near },
    { weight: 3, arbitrary: far.map((text) => text.slice(0, 10)) },
    { weight: 1, arbitrary: fc.oneof(near, far).map((text) => text.slice(0, 7)) },
    { weight: 1, arbitrary: fc.oneof(near, far).map((text) => text.slice(0, 4)) },
    { weight: 1, arbitrary: near.map((text) => text.replace('Z', '-05:00')) },
    { weight: 1, arbitrary: fc.integer({ min: -400, max: -1 }).map(isoDay) },
    { weight: 1, arbitrary: fc.constantFrom(undefined, '2026-02-30', 'last year', '') },
  );
}
