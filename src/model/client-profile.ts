import type { Hook } from './hook.js';
import type { OrderId } from './wording.js';

/** A coding that a client maps one of our orders to. */
export interface OrderCoding {
  readonly system: string;
  readonly code: string;
  readonly display?: string | undefined;
}

/** One hook that stands for another at this client, told by an extension of the request. */
interface HookMapping {
  readonly hook: Hook;
  readonly extension: string;
  readonly values: readonly string[];
  readonly as: Hook;
}

/** FHIR types that a suggestion can create. */
export const PROPOSED_TYPES = ['ServiceRequest', 'Task', 'CarePlan'] as const;
type ProposedType = (typeof PROPOSED_TYPES)[number];

/** What a client can show and do with an answer. What it cannot is left out, not sent in the hope that it is ignored. */
export interface OutputLimits {
  /** CDS Hooks 2.0 knows both; Epic reads only `any`, clients of version 1.0 only `at-most-one` */
  readonly selectionBehavior: 'any' | 'at-most-one';
  /** a suggestion with more actions than this is left out (Epic: one) */
  readonly actionsPerSuggestion: number;
  /** whether the launch of an app may carry `appContext` (Oracle Health: no) */
  readonly appContext: boolean;
  /** FHIR types that a suggestion may create; none: no suggestions at all */
  readonly resourceTypes: readonly ProposedType[];
  /** code systems that an order may have; a suggestion without a code of one of them is left out. undefined: any, or none */
  readonly codeSystems: readonly string[] | undefined;
  /** what fits on the screen of this client; less than our own limits, never more */
  readonly detail: { readonly words: number; readonly bullets: number };
}

/** A public key as a JWK (RFC 7517), checked when the site is read. */
export type PublicJwk = {
  readonly kid: string;
  /** the one algorithm that it is for; undefined: whichever its type allows */
  readonly alg: Algorithm | undefined;
} & (
  | { readonly kty: 'EC'; readonly crv: string; readonly x: string; readonly y: string }
  | { readonly kty: 'RSA'; readonly n: string; readonly e: string }
);

/** Algorithms that a client may sign with: asymmetric ones only (CDS Hooks 2.0.1, "Trusting CDS Clients"). */
export const ALGORITHMS = [
  'ES384',
  'RS384',
  'ES256',
  'RS256',
  'PS256',
  'PS384',
  'PS512',
  'ES512',
  'RS512',
] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

/** By what a client proves who it is: its issuer, and the keys that were agreed for it. */
export interface ClientTrust {
  /** `iss` of its tokens */
  readonly issuer: string;
  /** keys that stand in the file; with them nothing is ever fetched */
  readonly keys: readonly PublicJwk[];
  /** where its keys are fetched for tokens that name no place themselves */
  readonly jwksUrl: string | undefined;
  /** `jku` values that its tokens may have, the JWKS URL among them */
  readonly jku: readonly string[];
  readonly algorithms: readonly Algorithm[];
  /** values of `aud` that are taken beside the exact endpoint */
  readonly audiences: readonly string[];
  /** values of `tenant`; none: whatever it says, and nothing */
  readonly tenants: readonly string[];
  /** the longest that a token may live, from `iat` to `exp` */
  readonly lifetimeMinutes: number;
  /** how long fetched keys serve when they can no longer be fetched */
  readonly outageHours: number;
}

/** So many calls of one client in so many seconds. */
export interface RateLimit {
  readonly calls: number;
  readonly seconds: number;
}

/** Base URLs or origins that are meant one by one; `loopback` for whatever runs on this machine. */
export type AllowList = readonly string[] | 'loopback';

/** What is particular to one EHR. */
export interface ClientProfile {
  readonly id: string;
  /** undefined where the site does not authenticate */
  readonly trust: ClientTrust | undefined;
  /** language of its clinicians, where it is not the site's */
  readonly language: string | undefined;
  /** `reasons` where the detail of a card is folded away until a clinician asks for it; else nothing says why it is there */
  readonly disclosure: 'discreet' | 'reasons';
  /** their prefetch key to ours */
  readonly prefetchKeys: Readonly<Record<string, string>>;
  readonly hookMappings: readonly HookMapping[];
  /** our order id to the client's own code */
  readonly orders: Readonly<Partial<Record<OrderId, OrderCoding>>>;
  /** in whose name referrals are requested where the caller's user is no PractitionerRole: a reference at this EHR */
  readonly requester: string | undefined;
  readonly output: OutputLimits;
  /** whether it tells what became of a card (CDS Hooks 2.0.1, Feedback); else a card is not repeated for ever */
  readonly reportsOutcomes: boolean;
  /** instead of the site's own */
  readonly fhirServers: AllowList | undefined;
  /** instead of the site's own */
  readonly corsOrigins: AllowList | undefined;
  /** undefined: none (the demo site) */
  readonly rateLimit: RateLimit | undefined;
}
