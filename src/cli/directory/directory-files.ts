import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { checkFile } from '../../content/check-file.js';
import { parseContentFile } from '../../content/content-file.js';
import { formatFinding } from '../../content/lint-finding.js';
import { VERIFICATIONS } from '../../content/read-site-directory.js';
import { VERIFICATION_FILE } from '../../directory/service-schema.js';
import { HavenError } from '../../model/haven-error.js';
import type { Service } from '../../model/service.js';
import type { VerificationRecord } from '../../model/site-directory.js';

/** The folder of a site in which its own services lie. */
export function directoryFolder(site: string): string {
  return join(site, 'directory');
}

/** A file's text; undefined where there is none. */
export function textOfFile(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}

/** Whole or not at all: a service that follows the folder never sees half of a file. */
async function replaceFile(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const beside = join(dirname(path), `.${basename(path)}.new`);
  await writeFile(beside, text);
  await rename(beside, path);
}

/** Services as a file says them, one to a line, so that two imports can be compared line by line. */
export function writeServices(path: string, services: readonly Service[]): Promise<void> {
  const lines = services.map((service) => JSON.stringify(service));
  return replaceFile(path, lines.length === 0 ? '[]\n' : `[\n${lines.join(',\n')}\n]\n`);
}

/**
 * What a site's people verified.
 *
 * @throws HavenError `content-invalid` where the file is not what `haven directory verify` writes
 */
async function readRecords(site: string): Promise<readonly VerificationRecord[]> {
  const path = join(directoryFolder(site), VERIFICATIONS);
  const text = await textOfFile(path);
  if (text === undefined) return [];
  const checked = checkFile(parseContentFile(path, text), VERIFICATION_FILE);
  if (checked.kind === 'valid') return checked.value;
  throw new HavenError('content-invalid', checked.findings.map(formatFinding).join('\n'));
}

/** Adds a record; of one service the last one stands. */
export async function addRecord(site: string, record: VerificationRecord): Promise<void> {
  const others = (await readRecords(site)).filter(({ service }) => service !== record.service);
  const all = [...others, record].toSorted((one, other) => (one.service < other.service ? -1 : 1));
  const path = join(directoryFolder(site), VERIFICATIONS);
  await replaceFile(path, `${JSON.stringify(all, undefined, 2)}\n`);
}
