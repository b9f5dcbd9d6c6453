import type { Service } from './service.js';
import type { Verified } from './verified.js';

/** A service as it is listed, and what may be shown of it. */
export interface Listed {
  readonly service: Service;
  /** undefined: by nobody, so it is never shown to a clinician */
  readonly verified: Verified | undefined;
  /** a name that may be read over a shoulder; undefined: it cannot be named on a card */
  readonly displayName: string | undefined;
  /** its page, where neither address nor title says more than the name */
  readonly link: string | undefined;
}

/** One stretch of a day in minutes from local midnight; the end may lie in the next day. */
export interface DayStretch {
  readonly from: number;
  readonly to: number;
  /** first and last local day on which it begins, as days since 1970 */
  readonly firstDay: number;
  readonly lastDay: number;
}

/** Hours of a service, ready to be asked at any moment. */
export type Hours =
  | { readonly kind: 'always' }
  | {
      readonly kind: 'weekly';
      readonly timeZone: string;
      /** by weekday, Monday first */
      readonly stretches: readonly (readonly DayStretch[])[];
      /** whether nothing begins on a local day, in days since 1970 */
      readonly isClosed: (day: number) => boolean;
    }
  | { readonly kind: 'unknown' };

/** The services of a site, indexed by what is asked of them; frozen. */
export interface Directory {
  /** by id */
  readonly listed: readonly Listed[];
  /** `type area` to the numbers of active services that can be named, in order */
  readonly postings: ReadonlyMap<string, Int32Array>;
  /** equal hours of several services are one value here */
  readonly hours: readonly Hours[];
  /** by number of the service: what is asked of each candidate, without looking at the service itself */
  readonly columns: {
    readonly hours: Int32Array;
    readonly minimumAge: Int16Array;
    readonly maximumAge: Int16Array;
    /** one bit per gender it takes; all where it does not ask */
    readonly genders: Uint8Array;
    /** what orders services that are equal otherwise; higher is better */
    readonly rank: Uint8Array;
    readonly takesMinors: Uint8Array;
    /** 1 where it has interpreters */
    readonly interpreters: Uint8Array;
    readonly from: Float64Array;
    readonly until: Float64Array;
  };
  /** numbers of the services whose staff speak a language */
  readonly speaking: ReadonlyMap<string, ReadonlySet<number>>;
}
