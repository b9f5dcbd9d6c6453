import type { EvidenceResource } from './source.js';
import type { Period } from './period.js';

/** When evidence counts. `encounter` is the current encounter (decision 6). */
export type Within =
  | { readonly kind: 'any' }
  | { readonly kind: 'encounter' }
  | { readonly kind: 'last'; readonly period: Period }
  /** everything that is not certainly inside the last period, undated facts included */
  | { readonly kind: 'not-in-last'; readonly period: Period };

/** How far apart two events must be to count as two (decision 8). */
export type Apart =
  | { readonly kind: 'days'; readonly days: number }
  | { readonly kind: 'encounter' }
  | { readonly kind: 'resource' };

/** A coded fact, counted. */
export interface CodeClause {
  readonly kind: 'code';
  readonly set: number;
  readonly setName: string;
  readonly resources: readonly EvidenceResource[];
  readonly within: Within;
  readonly atLeast: number;
  readonly apart: Apart;
  /** an active problem-list item counts as now */
  readonly standing: boolean;
  readonly active: 'active' | 'inactive' | 'either';
  /** Encounter.status or Condition.clinicalStatus values that count; empty for all */
  readonly statuses: readonly string[];
  /** and those that do not */
  readonly notStatuses: readonly string[];
  /** drop facts whose occasion (encounter) also carries one of these */
  readonly unlessWith: readonly number[];
  /** keep only facts whose occasion also carries one of these */
  readonly onlyWith: readonly number[];
}

/** How a value is tested. */
export type ValueTest =
  | { readonly kind: 'coded'; readonly set: number; readonly setName: string }
  | { readonly kind: 'boolean'; readonly is: boolean }
  | {
      readonly kind: 'coded-or-boolean';
      readonly set: number;
      readonly setName: string;
      readonly is: boolean;
    }
  | {
      readonly kind: 'quantity';
      readonly comparator: 'lt' | 'le' | 'gt' | 'ge';
      readonly value: number;
      readonly units: readonly string[];
    };

/** An Observation with a value. */
export interface ObservationClause {
  readonly kind: 'observation';
  readonly set: number;
  readonly setName: string;
  readonly test: ValueTest;
  readonly within: Within;
}

/** A questionnaire item with an answer. */
export interface AnswerClause {
  readonly kind: 'answer';
  readonly linkId: string;
  /** canonical URL without version; undefined for any questionnaire */
  readonly questionnaire: string | undefined;
  readonly test: ValueTest;
  readonly within: Within;
}

/** Distinct provider organisations for similar complaints. */
export interface ProvidersClause {
  readonly kind: 'providers';
  readonly atLeast: number;
  readonly within: Within;
}

/** The patient's age in completed years, both ends included. */
export interface AgeClause {
  readonly kind: 'age';
  readonly from: number;
  readonly to: number;
}

/** Two or more different value sets of a group within so many days of one another: one episode. */
export interface TogetherClause {
  readonly kind: 'together';
  readonly sets: readonly number[];
  readonly setNames: readonly string[];
  readonly resources: readonly EvidenceResource[];
  readonly atLeast: number;
  readonly days: number;
  readonly within: Within;
}

/** What free text states about the patient: a phrase group. */
export interface NoteClause {
  readonly kind: 'note';
  readonly group: number;
  readonly groupName: string;
  readonly within: Within;
}

/** The patient is registered without a name or a document of identity, by the site's own rule. */
interface UnidentifiedClause {
  readonly kind: 'unidentified';
}

/** Something the site has not configured: never met, never unknown. */
interface UnconfiguredClause {
  readonly kind: 'unconfigured';
  readonly what: string;
}

/** A statement about a chart. A closed table: each kind has one evaluator in `assess`. */
export type Clause =
  | CodeClause
  | ObservationClause
  | AnswerClause
  | ProvidersClause
  | AgeClause
  | TogetherClause
  | NoteClause
  | UnidentifiedClause
  | UnconfiguredClause
  | { readonly kind: 'all'; readonly of: readonly Clause[] }
  | { readonly kind: 'any'; readonly of: readonly Clause[] };
