import type { Cue } from './cue.js';
import type { Hook } from './hook-call.js';
import type { Pathway } from './assessment.js';
import type { Period } from './period.js';
import type { Scoring } from './scoring.js';
import type { Site } from './site.js';
import type { EvidenceResource, Source } from './source.js';
import type { OrderCoding } from './site.js';
import type { OrderId, Wording } from './wording.js';

/** A prefix of an ICD-10-CM code without dots, and what must not follow it. */
export interface PrefixMember {
  readonly set: number;
  /** full code without dots, upper case; true where the set leaves it out */
  readonly excludes: ((code: string) => boolean) | undefined;
}

/** A step in the tree of ICD-10-CM prefixes: what ends here, and what follows by character code (either case). */
export interface PrefixNode {
  readonly members: readonly PrefixMember[];
  readonly next: readonly (PrefixNode | undefined)[];
}

/** From a coding to the value sets it belongs to. Cost per coding does not grow with the number of cues. */
export interface CodeIndex {
  /** canonical system, then code */
  readonly exact: ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>;
  /** root of the tree of ICD-10-CM prefixes, without dots */
  readonly prefixes: PrefixNode;
}

/** One FHIR query, which is also the prefetch template. */
export interface PrefetchQuery {
  readonly key: Source;
  readonly resource: EvidenceResource;
  /** relative URL with `{{context.…}}` tokens */
  readonly template: string;
  /** ids of the enabled cues that read it */
  readonly usedBy: readonly string[];
}

/** A service as discovery lists it. */
interface ServiceDefinition {
  readonly id: string;
  readonly hook: Hook;
  readonly title: string;
  readonly description: string;
  readonly usageRequirements: string | undefined;
}

export interface SupportLine {
  readonly id: string;
  readonly number: string;
  readonly hours: string;
  readonly source: string;
  readonly verifiedOn: string;
}

interface CardPlan {
  readonly topic: string;
  readonly orders: readonly OrderId[];
}

/** A site's content, checked and compiled; frozen. */
export interface Content {
  /** digest of every file that made it */
  readonly revision: string;
  readonly site: Site;
  readonly services: readonly ServiceDefinition[];
  readonly cues: readonly Cue[];
  readonly setNames: readonly string[];
  readonly index: CodeIndex;
  /** value set number to the numbers of the cues that it can make true */
  readonly cuesBySet: ReadonlyMap<number, readonly number[]>;
  /** linkId to cues */
  readonly cuesByLinkId: ReadonlyMap<string, readonly number[]>;
  /** cues that count visits */
  readonly cuesByVisits: readonly number[];
  /** the longest look-back of those; undefined where one looks at any time */
  readonly visitsWithin: Period | undefined;
  readonly cuesBySource: ReadonlyMap<Source, readonly number[]>;
  readonly settings: {
    readonly emergency: readonly number[];
    readonly remote: readonly number[];
    readonly interpreterYes: number;
  };
  readonly scoring: Scoring;
  readonly wording: Wording;
  readonly cardPlans: Readonly<Record<Pathway, CardPlan>>;
  readonly orderCodes: Readonly<Partial<Record<OrderId, OrderCoding>>>;
  readonly supportLine: SupportLine | undefined;
  readonly prefetch: readonly PrefetchQuery[];
}
