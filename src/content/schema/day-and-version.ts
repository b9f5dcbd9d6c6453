import { z } from 'zod';

/** A day that exists, `YYYY-MM-DD`. */
export const DAY = z.iso.date('a day that exists, such as "2026-03-31"');

/** The version of a release of the content (service.yaml). */
export const VERSION = z.string().regex(/^\d+\.\d+\.\d+$/);
