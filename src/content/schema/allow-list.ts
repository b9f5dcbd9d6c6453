import { z } from 'zod';

/** FHIR servers that may be read, by origin and path. */
export const SERVERS = z.union([z.literal('loopback'), z.array(z.url())]);

/** Origins of pages that may call. Those of any other scheme have no origin of their own. */
export const ORIGINS = z.union([z.literal('loopback'), z.array(z.url({ protocol: /^https?$/ }))]);
