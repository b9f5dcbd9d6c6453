import type { Coding } from './coding.js';
import type { ProposedResource } from './proposed-resource.js';

/** CDS Hooks wire types that we send. https://cds-hooks.hl7.org/2.0/#cds-service-response */

/** https://cds-hooks.hl7.org/2.0/#source */
interface Source {
  readonly label: string;
  readonly topic: Coding;
}

/** https://cds-hooks.hl7.org/2.0/#action */
export interface Action {
  readonly type: 'create';
  readonly description: string;
  readonly resource: ProposedResource;
}

/** https://cds-hooks.hl7.org/2.0/#suggestion */
export interface Suggestion {
  readonly label: string;
  readonly uuid: string;
  readonly actions: readonly Action[];
}

/** https://cds-hooks.hl7.org/2.0/#link */
export interface Link {
  readonly label: string;
  readonly url: string;
  readonly type: 'absolute' | 'smart';
  /** for the app that is launched; smart links only */
  readonly appContext?: string;
}

/** https://cds-hooks.hl7.org/2.0/#card-attributes */
export interface Card {
  readonly uuid: string;
  readonly summary: string;
  readonly detail: string;
  readonly indicator: 'info' | 'warning';
  readonly source: Source;
  readonly suggestions?: readonly Suggestion[];
  readonly selectionBehavior?: 'any' | 'at-most-one';
  readonly links?: readonly Link[];
  readonly overrideReasons: readonly Coding[];
}

/** https://cds-hooks.hl7.org/2.0/#cds-service-response */
export interface CdsResponse {
  readonly cards: readonly Card[];
}
