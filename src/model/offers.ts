import type { Opening } from './opening.js';
import type { Intake } from './service.js';

/** What is offered of one service on a card. */
export interface Offer {
  /** neutral: it may be read over a shoulder */
  readonly name: string;
  readonly opening: Opening;
  /** best way to come to it; undefined: nobody has said */
  readonly intake: Intake | undefined;
  /** https, and no more telling than the name */
  readonly link: string | undefined;
}

/** A line to call, by number and hours only (decision 22). */
export interface OfferedLine {
  readonly number: string;
  readonly opening: Opening;
}

/** What the directory has for one card at one moment. */
export interface Offers {
  /** milliseconds since 1970 UTC */
  readonly at: number;
  /** IANA name of the zone in which times are said; undefined: none are */
  readonly timeZone: string | undefined;
  /** best first, at most three */
  readonly services: readonly Offer[];
  readonly supportLine: OfferedLine | undefined;
}

/** Nothing at all. */
export const NO_OFFERS: Offers = Object.freeze({
  at: 0,
  timeZone: undefined,
  services: [],
  supportLine: undefined,
});
