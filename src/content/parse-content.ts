import { ContentReader } from './content-reader.js';
import type { Placed } from './content-reader.js';
import type { LintFinding } from './lint-finding.js';
import type { PlacedCue } from './lint-cues.js';
import type { FolderTexts } from './read-folder.js';
import type { PlacedService } from './read-services.js';
import { ATTRIBUTES_FILE } from './schema/attributes-file.js';
import type { AttributesEntry } from './schema/attributes-file.js';
import { CASE_FILE } from './schema/case-file.js';
import type { CaseFileEntry } from './schema/case-file.js';
import { CUE_FILE } from './schema/cue-file.js';
import { OBSERVATION_FORM_FILE } from './schema/observation-form-file.js';
import type { ObservationFormEntry } from './schema/observation-form-file.js';
import type { PhraseEntry } from './schema/phrase-file.js';
import { JURISDICTION_FILE } from './schema/jurisdiction-file.js';
import type { JurisdictionEntry } from './schema/jurisdiction-file.js';
import { SCORING_FILE } from './schema/scoring-file.js';
import type { ScoringEntry } from './schema/scoring-file.js';
import { CONTINUITY_SERVICE_FILE, ORDERS_FILE, SERVICE_FILE, SETTINGS_FILE } from './schema/service-file.js';
import { SELF_CHECK_FILE, STAFF_PAGE_FILE } from './schema/staff-support-file.js';
import type { SelfCheckEntry, StaffPageEntry } from './schema/staff-support-file.js';
import { VALUE_SET_FILE } from './schema/value-set-file.js';
import type { ValueSetEntry } from './schema/value-set-file.js';
import { CONTINUITY_WORDING_FILE, WORDING_FILE } from './schema/wording-file.js';
import type { ContinuityWordingEntry, WordingEntry } from './schema/wording-file.js';
import type { z } from 'zod';

/** The content folder, parsed and checked against its schemas, not yet against itself. */
export interface ParsedContent {
  readonly service: Placed<z.infer<typeof SERVICE_FILE>>;
  readonly continuityService: Placed<z.infer<typeof CONTINUITY_SERVICE_FILE>>;
  readonly scoring: Placed<ScoringEntry>;
  readonly settings: Placed<z.infer<typeof SETTINGS_FILE>>;
  readonly orders: Placed<z.infer<typeof ORDERS_FILE>>;
  readonly attributes: Placed<AttributesEntry>;
  /** lines that come with the content */
  readonly services: readonly PlacedService[];
  readonly cues: readonly PlacedCue[];
  readonly observationForm: Placed<ObservationFormEntry>;
  /** by language */
  readonly phrases: ReadonlyMap<string, Placed<PhraseEntry>>;
  readonly valueSets: ReadonlyMap<string, Placed<ValueSetEntry>>;
  readonly wordings: ReadonlyMap<string, Placed<WordingEntry>>;
  readonly continuityWordings: ReadonlyMap<string, Placed<ContinuityWordingEntry>>;
  /** by language */
  readonly staffPages: ReadonlyMap<string, Placed<StaffPageEntry>>;
  readonly selfCheck: Placed<SelfCheckEntry>;
  /** by file name */
  readonly jurisdictions: ReadonlyMap<string, Placed<JurisdictionEntry>>;
  readonly cases: readonly Placed<CaseFileEntry>[];
  /** ids of evidence.md */
  readonly knownSources: ReadonlySet<string>;
}

type Singles = Pick<
  ParsedContent,
  | 'service'
  | 'continuityService'
  | 'scoring'
  | 'settings'
  | 'orders'
  | 'attributes'
  | 'observationForm'
  | 'selfCheck'
>;

export type ParseResult =
  | { readonly kind: 'parsed'; readonly content: ParsedContent }
  | { readonly kind: 'refused'; readonly findings: readonly LintFinding[] };

const HERE = 'private-conversation';
const CONTINUITY = 'continuity-of-care';

/** Every place where the content has files; a rule in a file that nothing reads would be missing without a word. */
const KNOWN_PATHS =
  /^(?:README\.md|private-conversation\/(?:(?:service|scoring|settings|orders|attributes)\.yaml|(?:evidence|CHANGELOG)\.md|observation-form\.json|(?:cues|phrases|cards|cases)\/[^/]+\.yaml|value-sets\/[^/]+\.json)|continuity-of-care\/(?:service\.yaml|cards\/[^/]+\.yaml)|staff-support\/(?:self-check\.yaml|pages\/[^/]+\.yaml)|directory\/[^/]+\.yaml|jurisdictions\/[^/]+\.yaml|clients\/[^/]+\.yaml|sites\/[^/]+\/(?:site|gate|approvals|(?:clients|directory)\/[^/]+)\.yaml|sites\/[^/]+\/directory\/[^/]+\.json|schemas\/[^/]+\.json)$/;

function unknownFiles(texts: FolderTexts): readonly LintFinding[] {
  const message = 'nothing reads it (see cds-services/README.md)';
  return [...texts.keys()]
    .filter((path) => !KNOWN_PATHS.test(path))
    .map((path) => ({ file: path, line: 1, col: 1, rule: 'unknown-file', message }));
}

function readSources(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/^\|\s*(S\d{2,3})\s*\|/gm)].map((row) => row[1] ?? ''));
}

/** True where every file was read. */
function isComplete<T extends object>(files: { readonly [K in keyof T]: T[K] | undefined }): files is T {
  return Object.values(files).every((file) => file !== undefined);
}

/** Files of which there is one; undefined where one could not be read. */
function readSingles(reader: ContentReader): { readonly [K in keyof Singles]: Singles[K] | undefined } {
  return {
    service: reader.one(`${HERE}/service.yaml`, SERVICE_FILE),
    continuityService: reader.one(`${CONTINUITY}/service.yaml`, CONTINUITY_SERVICE_FILE),
    scoring: reader.one(`${HERE}/scoring.yaml`, SCORING_FILE),
    settings: reader.one(`${HERE}/settings.yaml`, SETTINGS_FILE),
    orders: reader.one(`${HERE}/orders.yaml`, ORDERS_FILE),
    attributes: reader.one(`${HERE}/attributes.yaml`, ATTRIBUTES_FILE),
    observationForm: reader.one(`${HERE}/observation-form.json`, OBSERVATION_FORM_FILE),
    selfCheck: reader.one('staff-support/self-check.yaml', SELF_CHECK_FILE),
  };
}

/** Files of which there may be many. */
function readMany(
  reader: ContentReader,
  withCases: boolean,
): Omit<ParsedContent, keyof Singles | 'knownSources'> {
  const services = reader.allServices();
  const cueFiles = reader.all(`${HERE}/cues`, '.yaml', CUE_FILE);
  return {
    services,
    cues: [...cueFiles.values()].flatMap(({ file, value }) =>
      value.map((cue, number) => ({ file, number, cue })),
    ),
    phrases: reader.allPhrases(),
    valueSets: reader.all(`${HERE}/value-sets`, '.json', VALUE_SET_FILE),
    wordings: reader.all(`${HERE}/cards`, '.yaml', WORDING_FILE),
    continuityWordings: reader.all(`${CONTINUITY}/cards`, '.yaml', CONTINUITY_WORDING_FILE),
    staffPages: reader.all('staff-support/pages', '.yaml', STAFF_PAGE_FILE),
    jurisdictions: reader.all('jurisdictions', '.yaml', JURISDICTION_FILE),
    cases: withCases ? [...reader.all(`${HERE}/cases`, '.yaml', CASE_FILE).values()] : [],
  };
}

/**
 * Parses a content folder (`cds-services/`), whole or not at all (invariant 6).
 *
 * @param withCases the worked patients too; serving does not need them
 */
export function parseContent(texts: FolderTexts, withCases: boolean): ParseResult {
  const reader = new ContentReader(texts);
  const single = readSingles(reader);
  const many = readMany(reader, withCases);
  const findings = [...reader.findings, ...unknownFiles(texts)];
  if (findings.length > 0 || !isComplete<Singles>(single)) return { kind: 'refused', findings };
  const knownSources = readSources(texts.get(`${HERE}/evidence.md`) ?? '');
  return { kind: 'parsed', content: { ...single, ...many, knownSources } };
}
