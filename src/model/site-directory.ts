import type { Service, Verification } from './service.js';

/** What a site's own people verified of one service. */
export interface VerificationRecord extends Verification {
  /** id of the service */
  readonly service: string;
  /** mark of what the service said then; undefined only for `start` */
  readonly facts?: string | undefined;
}

/** What a site lists of its own, beside the lines that come with the content. */
export interface SiteDirectory {
  readonly services: readonly Service[];
  readonly records: readonly VerificationRecord[];
}

/** Nothing: what a site without a folder `directory` has. */
export const EMPTY_DIRECTORY: SiteDirectory = Object.freeze({ services: [], records: [] });
