import { z } from 'zod';
import type { ClientProfile } from '../model/client-profile.js';
import { HavenError } from '../model/haven-error.js';
import { HOOKS } from '../model/hook.js';
import type { Hook } from '../model/hook.js';
import type { HookCall } from '../model/hook-call.js';
import { isJsonObject, member, textOf } from '../model/json-value.js';

const id = z.string().min(1).max(1024);

/** https://cds-hooks.hl7.org/2.0/#http-request_1. Unknown members are ignored; ids are opaque (Epic's exceed FHIR's 64). */
const ENVELOPE = z.object({
  hook: z.string().min(1),
  hookInstance: z.string().min(1).max(1024),
  context: z.object({
    userId: z.string().regex(/^[A-Za-z]+\/.+$/),
    patientId: id,
    encounterId: z.string().max(1024).nullish(),
  }),
});

/** FHIR access is an offer: one that we cannot read is no offer. */
function fhirOf(body: unknown, baseUrl: string | undefined): HookCall['fhir'] {
  const offered = member(body, 'fhirAuthorization');
  const type = textOf(member(offered, 'token_type')) ?? 'Bearer';
  // "Fixed value: Bearer": another type cannot be used as one.
  if (type.toLowerCase() !== 'bearer') return undefined;
  const token = textOf(member(offered, 'access_token'));
  return baseUrl === undefined ? undefined : { baseUrl, token };
}

function isHook(hook: string): hook is Hook {
  return HOOKS.some((known) => known === hook);
}

/** The hook whose behaviour the client wants: a mapping of the client profile, or the hook itself. */
function behaviourOf(hook: Hook, body: unknown, client: ClientProfile): Hook {
  for (const mapping of client.hookMappings) {
    const value = member(member(body, 'extension'), mapping.extension);
    const sent = typeof value === 'number' ? String(value) : value;
    if (mapping.hook === hook && mapping.values.some((expected) => expected === sent)) return mapping.as;
  }
  return hook;
}

function prefetchOf(body: unknown, client: ClientProfile): Map<string, unknown> {
  const sent = member(body, 'prefetch');
  if (sent === undefined || sent === null) return new Map();
  if (!isJsonObject(sent)) throw new HavenError('invalid-request', 'prefetch is not an object');
  const values = new Map<string, unknown>();
  for (const key of Object.keys(sent)) {
    const alias = Object.hasOwn(client.prefetchKeys, key) ? client.prefetchKeys[key] : undefined;
    values.set(alias ?? key, sent[key]);
  }
  return values;
}

/**
 * Parses the body of a service call (CDS Hooks 2.0.1, "Calling a CDS Service").
 *
 * @param service the id in the path
 * @param client who calls
 * @throws HavenError `invalid-request` naming the first member that is missing or ill-typed (never its value)
 * @throws HavenError `hook-not-served` for a hook that this service knows nothing of
 */
export function parseHookRequest(service: string, body: unknown, client: ClientProfile): HookCall {
  const parsed = ENVELOPE.safeParse(body);
  if (!parsed.success) {
    const path = parsed.error.issues[0]?.path.map(String).join('.') ?? '';
    throw new HavenError('invalid-request', `missing or ill-typed: ${path === '' ? 'body' : path}`);
  }
  const { hook, hookInstance, context } = parsed.data;
  // Some clients send an empty text for what they do not have.
  const encounterId = textOf(context.encounterId);
  if (!isHook(hook)) throw new HavenError('hook-not-served', 'the hook is not one of ours');
  if (hook === 'encounter-start' && encounterId === undefined) {
    throw new HavenError('invalid-request', 'missing or ill-typed: context.encounterId');
  }
  const fhirServer = textOf(member(body, 'fhirServer'));
  return {
    client,
    service,
    hook,
    behaviour: behaviourOf(hook, body, client),
    hookInstance,
    userId: context.userId,
    patientId: context.patientId,
    encounterId,
    fhir: fhirOf(body, fhirServer),
    fhirServer,
    prefetch: prefetchOf(body, client),
  };
}
