import { checkFile } from './check-file.js';
import type { Checked } from './check-file.js';
import { parseContentFile } from './content-file.js';
import type { ContentFile } from './content-file.js';
import type { LintFinding } from './lint-finding.js';
import type { PlacedCue } from './lint-cues.js';
import type { FolderTexts } from './read-folder.js';
import { readServices } from './read-services.js';
import type { PlacedService } from './read-services.js';
import { lintStart } from './read-site-directory.js';
import { ATTRIBUTES_FILE } from './schema/attributes-file.js';
import type { AttributesEntry } from './schema/attributes-file.js';
import { CASE_FILE } from './schema/case-file.js';
import type { CaseFileEntry } from './schema/case-file.js';
import { CUE_FILE } from './schema/cue-file.js';
import { OBSERVATION_FORM_FILE } from './schema/observation-form-file.js';
import type { ObservationFormEntry } from './schema/observation-form-file.js';
import { PHRASE_FILE } from './schema/phrase-file.js';
import type { PhraseEntry } from './schema/phrase-file.js';
import { JURISDICTION_FILE } from './schema/jurisdiction-file.js';
import type { JurisdictionEntry } from './schema/jurisdiction-file.js';
import { SCORING_FILE } from './schema/scoring-file.js';
import type { ScoringEntry } from './schema/scoring-file.js';
import { CONTINUITY_SERVICE_FILE, ORDERS_FILE, SERVICE_FILE, SETTINGS_FILE } from './schema/service-file.js';
import { VALUE_SET_FILE } from './schema/value-set-file.js';
import type { ValueSetEntry } from './schema/value-set-file.js';
import { CONTINUITY_WORDING_FILE, WORDING_FILE } from './schema/wording-file.js';
import type { ContinuityWordingEntry, WordingEntry } from './schema/wording-file.js';
import type { z } from 'zod';

/** A value with the file it was read from. */
interface Placed<T> {
  readonly file: ContentFile;
  readonly value: T;
}

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
  /** by file name */
  readonly jurisdictions: ReadonlyMap<string, Placed<JurisdictionEntry>>;
  readonly cases: readonly Placed<CaseFileEntry>[];
  /** ids of evidence.md */
  readonly knownSources: ReadonlySet<string>;
}

export type ParseResult =
  | { readonly kind: 'parsed'; readonly content: ParsedContent }
  | { readonly kind: 'refused'; readonly findings: readonly LintFinding[] };

const HERE = 'private-conversation';
const CONTINUITY = 'continuity-of-care';

/** Every place where the content has files; a rule in a file that nothing reads would be missing without a word. */
const KNOWN_PATHS =
  /^(?:README\.md|private-conversation\/(?:(?:service|scoring|settings|orders|attributes)\.yaml|(?:evidence|CHANGELOG)\.md|observation-form\.json|(?:cues|phrases|cards|cases)\/[^/]+\.yaml|value-sets\/[^/]+\.json)|continuity-of-care\/(?:service\.yaml|cards\/[^/]+\.yaml)|directory\/[^/]+\.yaml|jurisdictions\/[^/]+\.yaml|clients\/[^/]+\.yaml|sites\/[^/]+\/(?:site|gate|approvals|(?:clients|directory)\/[^/]+)\.yaml|sites\/[^/]+\/directory\/[^/]+\.json|schemas\/[^/]+\.json)$/;

function unknownFiles(texts: FolderTexts): readonly LintFinding[] {
  const message = 'nothing reads it (see cds-services/README.md)';
  return [...texts.keys()]
    .filter((path) => !KNOWN_PATHS.test(path))
    .map((path) => ({ file: path, line: 1, col: 1, rule: 'unknown-file', message }));
}

/** Phrase files by their text, those of the last few readings. */
const KNOWN_PHRASES = new Map<string, Placed<PhraseEntry>>();
const MAX_KNOWN = 6;

/** Reads files one by one and keeps what is wrong; a missing file is a finding. */
class Reader {
  readonly findings: LintFinding[] = [];
  private readonly texts: FolderTexts;

  constructor(texts: FolderTexts) {
    this.texts = texts;
  }

  one<T>(path: string, schema: z.ZodType<T>): Placed<T> | undefined {
    const text = this.texts.get(path);
    if (text === undefined) {
      this.findings.push({
        file: path,
        line: 1,
        col: 1,
        rule: 'missing-file',
        message: 'the content cannot do without it (see cds-services/README.md)',
      });
      return undefined;
    }
    const file = parseContentFile(path, text);
    const checked: Checked<T> = checkFile(file, schema);
    if (checked.kind === 'valid') return { file, value: checked.value };
    this.findings.push(...checked.findings);
    return undefined;
  }

  /** Phrase files are long, and seldom what was changed: one that says the same is not read again. */
  allPhrases(): ReadonlyMap<string, Placed<PhraseEntry>> {
    const found = new Map<string, Placed<PhraseEntry>>();
    for (const [path, text] of this.texts) {
      const name = /^private-conversation\/phrases\/([^/]+)\.yaml$/.exec(path)?.[1];
      if (name === undefined) continue;
      const known = KNOWN_PHRASES.get(text);
      const placed = known?.file.path === path ? known : this.one(path, PHRASE_FILE);
      if (placed === undefined) continue;
      KNOWN_PHRASES.set(text, placed);
      if (KNOWN_PHRASES.size > MAX_KNOWN) KNOWN_PHRASES.delete(KNOWN_PHRASES.keys().next().value ?? '');
      found.set(name, placed);
    }
    return found;
  }

  /** Lines that come with the content are real: none of them is verified by a start. */
  allServices(): readonly PlacedService[] {
    const texts = [...this.texts].filter(([path]) => /^directory\/[^/]+\.yaml$/.test(path));
    const { services, findings } = readServices(new Map(texts));
    this.findings.push(...findings, ...lintStart(services, false));
    return services;
  }

  all<T>(folder: string, extension: string, schema: z.ZodType<T>): ReadonlyMap<string, Placed<T>> {
    const found = new Map<string, Placed<T>>();
    for (const path of this.texts.keys()) {
      if (!path.startsWith(`${folder}/`) || !path.endsWith(extension)) continue;
      const placed = this.one(path, schema);
      if (placed !== undefined) found.set(path.slice(folder.length + 1, -extension.length), placed);
    }
    return found;
  }
}

function readSources(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/^\|\s*(S\d{2,3})\s*\|/gm)].map((row) => row[1] ?? ''));
}

/** True where every file was read. */
function isComplete<T extends object>(files: { readonly [K in keyof T]: T[K] | undefined }): files is T {
  return Object.values(files).every((file) => file !== undefined);
}

/**
 * Parses a content folder (`cds-services/`), whole or not at all (invariant 6).
 *
 * @param withCases the worked patients too; serving does not need them
 */
export function parseContent(texts: FolderTexts, withCases: boolean): ParseResult {
  const reader = new Reader(texts);
  const service = reader.one(`${HERE}/service.yaml`, SERVICE_FILE);
  const continuityService = reader.one(`${CONTINUITY}/service.yaml`, CONTINUITY_SERVICE_FILE);
  const scoring = reader.one(`${HERE}/scoring.yaml`, SCORING_FILE);
  const settings = reader.one(`${HERE}/settings.yaml`, SETTINGS_FILE);
  const orders = reader.one(`${HERE}/orders.yaml`, ORDERS_FILE);
  const attributes = reader.one(`${HERE}/attributes.yaml`, ATTRIBUTES_FILE);
  const services = reader.allServices();
  const observationForm = reader.one(`${HERE}/observation-form.json`, OBSERVATION_FORM_FILE);
  const cueFiles = reader.all(`${HERE}/cues`, '.yaml', CUE_FILE);
  const phrases = reader.allPhrases();
  const valueSets = reader.all(`${HERE}/value-sets`, '.json', VALUE_SET_FILE);
  const wordings = reader.all(`${HERE}/cards`, '.yaml', WORDING_FILE);
  const continuityWordings = reader.all(`${CONTINUITY}/cards`, '.yaml', CONTINUITY_WORDING_FILE);
  const jurisdictions = reader.all('jurisdictions', '.yaml', JURISDICTION_FILE);
  const cases = withCases ? [...reader.all(`${HERE}/cases`, '.yaml', CASE_FILE).values()] : [];
  reader.findings.push(...unknownFiles(texts));
  if (reader.findings.length > 0) return { kind: 'refused', findings: reader.findings };
  const single = { service, continuityService, scoring, settings, orders, attributes, observationForm };
  if (!isComplete(single)) return { kind: 'refused', findings: reader.findings };
  const cues = [...cueFiles.values()].flatMap(({ file, value }) =>
    value.map((cue, number) => ({ file, number, cue })),
  );
  const knownSources = readSources(texts.get(`${HERE}/evidence.md`) ?? '');
  return {
    kind: 'parsed',
    content: {
      ...single,
      services,
      cues,
      phrases,
      valueSets,
      wordings,
      continuityWordings,
      jurisdictions,
      cases,
      knownSources,
    },
  };
}
