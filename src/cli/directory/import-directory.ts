import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { checkFile } from '../../content/check-file.js';
import { parseContentFile } from '../../content/content-file.js';
import { formatFinding } from '../../content/lint-finding.js';
import { readFolder } from '../../content/read-folder.js';
import { readServices } from '../../content/read-services.js';
import { VERIFICATIONS } from '../../content/read-site-directory.js';
import type { HsdsTable } from '../../directory/import/hsds-tables.js';
import { importCsv } from '../../directory/import/import-csv.js';
import { importFhir } from '../../directory/import/import-fhir.js';
import { importHsdsJson, importHsdsTables } from '../../directory/import/import-hsds.js';
import type { Imported } from '../../directory/import/imported.js';
import { MAPPING, NO_MAPPING } from '../../directory/import/mapping.js';
import type { Mapping } from '../../directory/import/mapping.js';
import { HavenError } from '../../model/haven-error.js';
import { listOf, member, textOf } from '../../model/json-value.js';
import type { Service } from '../../model/service.js';
import type { CommandTools } from '../command-tools.js';
import type { ExitCode } from '../exit.js';
import { directoryFolder, textOfFile, writeServices } from './directory-files.js';

export const FORMATS = ['hsds', 'fhir', 'csv'] as const;
export type Format = (typeof FORMATS)[number];

/** Options of `haven directory import`. */
export interface ImportOptions {
  readonly from: Format;
  /** file of names to ours */
  readonly mapping: string | undefined;
  /** name of the file that is written; default: that of the source */
  readonly name: string | undefined;
  /** report, and write nothing */
  readonly dryRun: boolean;
}

async function textAt(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((cause: unknown) => {
    throw new HavenError('not-found', `${path} cannot be read`, { cause });
  });
}

async function readMapping(path: string | undefined): Promise<Mapping> {
  if (path === undefined) return NO_MAPPING;
  const checked = checkFile(parseContentFile(path, await textAt(path)), MAPPING);
  if (checked.kind === 'valid') return checked.value;
  throw new HavenError('content-invalid', checked.findings.map(formatFinding).join('\n'));
}

function parsedJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new HavenError('malformed-json', `${path} is not JSON`, { cause });
  }
}

/** HSDS names its tables in the singular, and most of their files in the plural. */
const PLURALS: Readonly<Record<string, string>> = {
  addresses: 'address',
  taxonomies: 'taxonomy',
  additional_urls: 'url',
};

function tableName(file: string): string {
  const name = basename(file, '.csv');
  return PLURALS[name] ?? name.replace(/s$/, '');
}

/** The tables that datapackage.json lists, or every CSV file of the folder where there is none. */
async function readPackage(folder: string): Promise<readonly HsdsTable[]> {
  const description = await textOfFile(join(folder, 'datapackage.json'));
  const listed =
    description === undefined
      ? (await readdir(folder))
          .filter((file) => file.endsWith('.csv'))
          .map((path) => ({ path, name: tableName(path) }))
      : listOf(member(parsedJson('datapackage.json', description), 'resources')).flatMap((resource) => {
          const path = textOf(member(resource, 'path'));
          // Nothing outside the package, and nothing from the network.
          if (path === undefined || !/^[\w.-]+(?:\/[\w.-]+)*$/.test(path) || path.includes('..')) return [];
          return [{ path, name: textOf(member(resource, 'name')) ?? tableName(path) }];
        });
  const tables = await Promise.all(
    listed.map(async ({ path, name }) => {
      const text = await textOfFile(join(folder, path));
      return text === undefined ? [] : [{ name: PLURALS[name] ?? name, file: path, text }];
    }),
  );
  if (tables.flat().every(({ name }) => name !== 'service'))
    throw new HavenError('invalid-request', `${folder} has no table of services (HSDS tabular data package)`);
  return tables.flat();
}

async function readSource(
  path: string,
  from: Format,
  mapping: Mapping,
  taken: ReadonlySet<string>,
): Promise<Imported> {
  const isFolder = (await stat(path).catch(() => undefined))?.isDirectory() === true;
  if (isFolder && from === 'hsds') return importHsdsTables(await readPackage(path), mapping, taken);
  const text = await textAt(path);
  const file = basename(path);
  switch (from) {
    case 'csv':
      return importCsv({ file, text }, mapping, taken);
    case 'fhir':
      return importFhir({ file, text, value: parsedJson(path, text) }, mapping, taken);
    case 'hsds':
      return importHsdsJson({ file, text, value: parsedJson(path, text) }, mapping, taken);
  }
}

function targetOf(path: string, name: string | undefined): string {
  const bare = (name ?? basename(path).replace(/\.[^.]+$/, '')).toLowerCase().replaceAll(/[^a-z0-9-]+/g, '-');
  const target = `${bare}.json`;
  if (bare === '' || target === VERIFICATIONS)
    throw new HavenError('invalid-request', `--name ${bare} is no name for a list of services`);
  return target;
}

/** Services of the site's files: those of the one that is written anew, and the ids of all others. */
async function known(
  folder: string,
  target: string,
): Promise<{ readonly before: readonly Service[]; readonly taken: ReadonlySet<string> }> {
  const texts = await readFolder(folder).catch(() => new Map<string, string>());
  const of = (isTarget: boolean): readonly Service[] =>
    readServices(
      new Map([...texts].filter(([path]) => path !== VERIFICATIONS && (path === target) === isTarget)),
    ).services.map(({ service }) => service);
  return { before: of(true), taken: new Set(of(false).map(({ id }) => id)) };
}

function sayChange(before: readonly Service[], after: readonly Service[]): string {
  const was = new Map(before.map((service) => [service.id, JSON.stringify(service)]));
  const is = new Set(after.map(({ id }) => id));
  const fresh = after.filter(({ id }) => !was.has(id)).length;
  const changed = after.filter((one) => was.has(one.id) && was.get(one.id) !== JSON.stringify(one)).length;
  const gone = before.filter(({ id }) => !is.has(id)).length;
  return `${after.length} service(s): ${fresh} new, ${changed} changed, ${gone} no longer listed`;
}

/**
 * `haven directory import PATH`: takes what is well, tells every row that is not by file, line and reason, and writes one file of
 * the site's directory. The same source gives the same file, byte by byte; what people verified lies elsewhere and stays.
 *
 * @returns 1 where a row was refused
 */
export async function importDirectory(
  path: string,
  { from, mapping, name, dryRun }: ImportOptions,
  { place, print }: Pick<CommandTools, 'place' | 'print'>,
): Promise<ExitCode> {
  const folder = directoryFolder(place.site);
  const target = targetOf(path, name);
  const { before, taken } = await known(folder, target);
  const { services, refusals } = await readSource(path, from, await readMapping(mapping), taken);
  for (const { file, line, id, reasons } of refusals)
    for (const reason of reasons) print(`${file}:${line}  ${id ?? '(no id)'}  ${reason}`);
  print(sayChange(before, services));
  if (refusals.length > 0) print(`${refusals.length} row(s) refused`);
  if (!dryRun) {
    await writeServices(join(folder, target), services);
    print(`written  ${join(folder, target)}`);
  }
  return refusals.length > 0 ? 1 : 0;
}
