import type { Approval } from './approval.js';
import type { CircumstanceRule } from './circumstance.js';
import type { Cue } from './cue.js';
import type { Directory } from './directory.js';
import type { Hook } from './hook.js';
import type { Pathway } from './assessment.js';
import type { LookBack } from './look-back.js';
import type { JsonObject } from './json-value.js';
import type { Period } from './period.js';
import type { PlanActivity } from './plan-activity.js';
import type { PhraseBook } from './phrase-book.js';
import type { Population, Scoring } from './scoring.js';
import type { ServiceType } from './service.js';
import type { Site } from './site.js';
import type { ContentAbout } from './source-attributes.js';
import type { EvidenceResource, Source } from './source.js';
import type { StaffSupport } from './staff-support.js';
import type { OrderCoding } from './client-profile.js';
import type { OrderId, Wording } from './wording.js';

/** A prefix of an ICD-10-CM code without dots, and what must not follow it. */
export interface PrefixMember {
  readonly set: number;
  /** full code without dots, upper case; true where the set leaves it out */
  readonly excludes: ((code: string) => boolean) | undefined;
}

/** What begins with one, two or three given characters of an ICD-10-CM code. */
export interface CategoryEntry {
  /** members for every code that begins so */
  readonly members: readonly PrefixMember[];
  /** members for codes that begin with more: the whole prefix, without dots */
  readonly longer: readonly { readonly prefix: string; readonly member: PrefixMember }[];
}

/** From a coding to the value sets it belongs to. Cost per coding does not grow with the number of cues. */
export interface CodeIndex {
  /** canonical system, then code */
  readonly exact: ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>;
  /** ICD-10-CM by its first one, two or three characters, packed into a number (`packedCategory`) */
  readonly categories: ReadonlyMap<number, CategoryEntry>;
}

/** One FHIR query, which is also the prefetch template. */
export interface PrefetchQuery {
  readonly key: Source;
  readonly resource: EvidenceResource;
  /** relative URL with `{{context.…}}` tokens */
  readonly template: string;
  /** ids of the enabled cues and of the circumstances that read it */
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

/** Everything that a card says in one language at this site. */
export interface Speech {
  readonly wording: Wording;
  /** what the site's jurisdiction says in place of the limits step */
  readonly limits: Readonly<Record<Population, string>> | undefined;
}

/** The standard code of an order. */
interface StandardOrder extends OrderCoding {
  /** someone else is asked to fulfil it: a Task follows it where the client takes one */
  readonly referral?: boolean | undefined;
}

interface CardPlan {
  readonly topic: string;
  readonly orders: readonly OrderId[];
  /** instead of them where time alone is not possible at this visit */
  readonly ordersNotAlone?: readonly OrderId[] | undefined;
  /** activities of the plan that it proposes; undefined or none: no plan */
  readonly carePlan?: readonly PlanActivity[] | undefined;
  /** types of services that it offers; none: it offers nothing local */
  readonly services: readonly ServiceType[];
}

/** A site's content, checked and compiled; frozen. */
export interface Content {
  /** digest of every file that made it */
  readonly revision: string;
  /** `version` of service.yaml: what the content's owners released */
  readonly version: string;
  /** what its own people have approved; a site's approvals are the site's */
  readonly approvals: readonly Approval[];
  /** what it says of itself to whoever answers for it */
  readonly about: ContentAbout;
  readonly site: Site;
  readonly services: readonly ServiceDefinition[];
  readonly cues: readonly Cue[];
  readonly setNames: readonly string[];
  readonly index: CodeIndex;
  /** value set number to the numbers of the cues that it can make true */
  readonly cuesBySet: ReadonlyMap<number, readonly number[]>;
  /** cues that ask how the patient was registered */
  readonly cuesByRegistration: readonly number[];
  /** phrase group number to cues */
  readonly cuesByGroup: ReadonlyMap<number, readonly number[]>;
  /** linkId to cues; one that only a circumstance reads has none */
  readonly cuesByLinkId: ReadonlyMap<string, readonly number[]>;
  /** what the record says about time alone, in order of precedence, and about contact */
  readonly circumstances: readonly CircumstanceRule[];
  /** cues that count visits */
  readonly cuesByVisits: readonly number[];
  /** the longest look-back in which visits are counted; undefined where none are */
  readonly visitsWithin: Period | 'any' | undefined;
  readonly lookBack: LookBack;
  readonly cuesBySource: ReadonlyMap<Source, readonly number[]>;
  /** the FHIR Questionnaire for staff, as it is served */
  readonly observationForm: JsonObject;
  /** canonical URLs of the questionnaires whose items are asked for by linkId, the site's instruments included */
  readonly questionnaires: ReadonlySet<string>;
  /** what free text is read for */
  readonly phrases: PhraseBook;
  readonly settings: {
    readonly emergency: readonly number[];
    readonly remote: readonly number[];
    readonly interpreterYes: number;
    /** types of the documents that are read */
    readonly notes: readonly number[];
  };
  readonly scoring: Scoring;
  /** by language, for each language of the site's clients */
  readonly speech: ReadonlyMap<string, Speech>;
  readonly cardPlans: Readonly<Record<Pathway, CardPlan>>;
  readonly orderCodes: Readonly<Partial<Record<OrderId, StandardOrder>>>;
  /** the code systems of what we propose, as FHIR R4 resources in every language, as they are served */
  readonly referralCodes: JsonObject;
  readonly prefetch: readonly PrefetchQuery[];
  /** the page for staff */
  readonly staffSupport: StaffSupport;
  /** the services of the content and of the site */
  readonly directory: Directory;
}
