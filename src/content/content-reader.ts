import { checkFile } from './check-file.js';
import type { Checked } from './check-file.js';
import { parseContentFile } from './content-file.js';
import type { ContentFile } from './content-file.js';
import type { LintFinding } from './lint-finding.js';
import type { FolderTexts } from './read-folder.js';
import { readServices } from './read-services.js';
import type { PlacedService } from './read-services.js';
import { lintStart } from './read-site-directory.js';
import { PHRASE_FILE } from './schema/phrase-file.js';
import type { PhraseEntry } from './schema/phrase-file.js';
import type { z } from 'zod';

/** A value with the file it was read from. */
export interface Placed<T> {
  readonly file: ContentFile;
  readonly value: T;
}

/** Phrase files by their text, those of the last few readings. */
const KNOWN_PHRASES = new Map<string, Placed<PhraseEntry>>();
const MAX_KNOWN = 6;

/** Reads files one by one and keeps what is wrong; a missing file is a finding. */
export class ContentReader {
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
