import { z } from 'zod';
import { MAX_BULLETS, MAX_WORDS } from '../../model/card-limits.js';
import { ALGORITHMS, PROPOSED_TYPES } from '../../model/client-profile.js';
import { HOOKS } from '../../model/hook.js';
import { ORDER_IDS } from '../../model/wording.js';
import { ORIGINS, SERVERS } from './allow-list.js';
import { PUBLIC_JWK } from './public-jwk.js';

const text = z.string().min(1);

const TRUST = z.strictObject({
  /** `iss` of its tokens */
  issuer: text.optional(),
  /** its public keys, where they are not fetched */
  keys: z.array(PUBLIC_JWK).min(1).optional(),
  /** where its keys are fetched */
  jwksUrl: z.url().optional(),
  /** other places that its tokens may name in `jku` */
  jku: z.array(z.url()).optional(),
  algorithms: z.array(z.enum(ALGORITHMS)).min(1).optional(),
  /** `aud` values beside the exact endpoint */
  audiences: z.array(text).optional(),
  tenants: z.array(text).min(1).optional(),
  lifetimeMinutes: z
    .int()
    .min(1)
    .max(24 * 60)
    .optional(),
  /** how long fetched keys serve when they can no longer be fetched */
  outageHours: z
    .int()
    .min(1)
    .max(7 * 24)
    .optional(),
});

const OUTPUT = z.strictObject({
  selectionBehavior: z.enum(['any', 'at-most-one']).optional(),
  actionsPerSuggestion: z.int().min(1).max(100).optional(),
  appContext: z.boolean().optional(),
  /** none: no suggestions */
  resourceTypes: z.array(z.enum(PROPOSED_TYPES)).optional(),
  /** a suggestion whose order has no code of one of these systems is left out */
  codeSystems: z.array(text).min(1).optional(),
  /** whole steps are left out until the rest fits */
  detail: z
    .strictObject({
      words: z.int().min(30).max(MAX_WORDS),
      bullets: z.int().min(2).max(MAX_BULLETS),
    })
    .optional(),
});

/** sites/<id>/clients/<client>.yaml and clients/<profile>.yaml: what is not said is as in `profile`, and then as in `standard`. */
export const CLIENT_FILE = z.strictObject({
  /** default: the name of the file */
  id: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .optional(),
  /** a file of the folder clients of the content */
  profile: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .optional(),
  trust: TRUST.optional(),
  /** of its clinicians, where it is not the site's */
  language: z
    .string()
    .regex(/^[a-z]{2}$/)
    .optional(),
  /** `reasons` only where the detail is folded away until a clinician asks for it */
  disclosure: z.enum(['discreet', 'reasons']).optional(),
  /** their prefetch key to ours */
  prefetchKeys: z.record(z.string(), z.string()).optional(),
  hookMappings: z
    .array(
      z.strictObject({
        hook: z.enum(HOOKS),
        extension: z.string(),
        values: z.array(z.string()),
        as: z.enum(HOOKS),
      }),
    )
    .optional(),
  /** our order id to their code */
  orders: z
    .partialRecord(z.enum(ORDER_IDS), z.strictObject({ system: text, code: text, display: text.optional() }))
    .optional(),
  /** in whose name referrals are requested where the user is no PractitionerRole */
  requester: z
    .string()
    .regex(/^(?:Organization|PractitionerRole)\/[A-Za-z0-9.-]{1,64}$/)
    .optional(),
  output: OUTPUT.optional(),
  /** whether it tells what became of a card; default: true */
  reportsOutcomes: z.boolean().optional(),
  /** instead of the site's */
  fhirServers: SERVERS.optional(),
  /** instead of the site's */
  corsOrigins: ORIGINS.optional(),
  rateLimit: z
    .strictObject({ calls: z.int().min(1).max(1_000_000), seconds: z.int().min(1).max(3600) })
    .optional(),
});

export type ClientEntry = z.infer<typeof CLIENT_FILE>;
