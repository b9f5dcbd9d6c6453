import { DAY_MS } from './civil.js';
import type { Verified } from './verified.js';

/** What a piece of evidence is bound to besides its date: what it was done on. */
type Bound = 'content-version' | undefined;

/** One row of the checklist. */
interface GateRule {
  /** in the words of the response brief, 8.2 */
  readonly label: string;
  /** what the evidence says */
  readonly evidence: string;
  /** the longest that one verification may stand */
  readonly days: number;
  readonly bound: Bound;
}

const YEAR = 366;

/**
 * What people verify of the activation gate of the response brief, 8.2: a department shows nothing until every item holds. What
 * the directory must have for it is no entry of the checklist: it is looked up (`src/directory/coverage-gaps.ts`).
 */
export const GATE_ITEMS = {
  'response-protocol': {
    label: 'Response protocol',
    evidence: 'where it is and its version, clinical owner, date of approval',
    days: YEAR,
    bound: undefined,
  },
  'reporting-table': {
    label: 'Reporting table, adults and minors',
    evidence: 'the lawyer who read it, date, jurisdiction',
    days: YEAR,
    bound: undefined,
  },
  'time-alone-policy': {
    label: 'Policy for time alone, and the way to an interpreter',
    evidence: 'id of the policy, interpreter vendor',
    days: YEAR,
    bound: undefined,
  },
  'on-call-contact': {
    label: 'A person to call for every hour of operation',
    evidence: 'the roster',
    days: 30,
    bound: undefined,
  },
  'staff-training': {
    label: 'Staff trained (the brief suggests 80 %)',
    evidence: 'how many of how many, and in what',
    days: YEAR,
    bound: undefined,
  },
  'adviser-review': {
    label: 'Texts and rules read by advisers with lived experience, who were paid',
    evidence: 'name or alias, paid or not, date',
    days: YEAR,
    bound: undefined,
  },
  'privacy-tests': {
    label:
      'Privacy tests: printed summary, portal as patient and as proxy, photograph from the companion’s chair',
    evidence: 'the signed checklist',
    days: YEAR,
    bound: 'content-version',
  },
  'shadow-review': {
    label: 'Shadow period reviewed',
    evidence: 'id of the report, ratio between groups of patients',
    days: YEAR,
    bound: 'content-version',
  },
  'staff-support': {
    label: 'Support for staff',
    evidence: 'the contact',
    days: YEAR,
    bound: undefined,
  },
  'incident-drill': {
    label: 'Way to report an incident, and a drill of the kill switch',
    evidence: 'log of the drill',
    days: 184,
    bound: undefined,
  },
} as const satisfies Readonly<Record<string, GateRule>>;

export type GateItemId = keyof typeof GATE_ITEMS;

export const GATE_ITEM_IDS = Object.keys(GATE_ITEMS) as readonly GateItemId[];

/** The table's row for an item. */
export function gateRule(item: GateItemId): GateRule {
  return GATE_ITEMS[item];
}

/** What a site says of one item. */
export interface GateEntry {
  readonly item: GateItemId;
  readonly evidence: string;
  readonly owner: string;
  readonly verified: Verified;
  /** version of the content that it was done on; only for items that are bound to it */
  readonly contentVersion: string | undefined;
}

/** A site's checklist; a department's own entry takes the place of the site's. */
export interface Gate {
  readonly items: readonly GateEntry[];
  readonly departments: Readonly<Record<string, readonly GateEntry[]>>;
}

/** Verified by nobody: what a site without gate.yaml has. */
export const EMPTY_GATE: Gate = Object.freeze({ items: [], departments: {} });

/** Why an item does not hold. */
export interface GateBlocker {
  readonly item: GateItemId;
  readonly why: 'missing' | 'not-yet' | 'expired' | 'other-version';
  /** the last day on which it held, `YYYY-MM-DD`; only for what has expired */
  readonly lastDay: string | undefined;
}

/** Clocks and days differ between places: a verification of tomorrow (UTC) may be of today where it was signed (as decision 4). */
export const VERIFIED_TOLERANCE_MS = DAY_MS;
