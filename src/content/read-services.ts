import type { Service } from '../model/service.js';
import { parseService } from '../directory/parse-service.js';
import { parseContentFile } from './content-file.js';
import type { ContentFile } from './content-file.js';
import type { LintFinding } from './lint-finding.js';
import type { FolderTexts } from './read-folder.js';

/** A service and where it stands. */
export interface PlacedService {
  readonly service: Service;
  readonly file: ContentFile;
  readonly number: number;
}

/** One file of services: all that could be read, and what is wrong with the rest. */
export interface ServiceFile {
  readonly services: readonly PlacedService[];
  readonly findings: readonly LintFinding[];
}

function readFile(path: string, text: string): ServiceFile {
  const file = parseContentFile(path, text);
  if (file.syntax.length > 0) return { services: [], findings: file.syntax };
  if (!Array.isArray(file.value))
    return { services: [], findings: [file.at([], 'schema', 'file: a list of services')] };
  const services: PlacedService[] = [];
  const findings: LintFinding[] = [];
  for (const [number, written] of (file.value as readonly unknown[]).entries()) {
    const parsed = parseService(written);
    if (parsed.kind === 'parsed') services.push({ service: parsed.service, file, number });
    else
      findings.push(
        ...parsed.faults.map(({ path: where, message }) => file.at([number, ...where], 'directory', message)),
      );
  }
  return { services, findings };
}

/** Directories are long, and seldom what was changed: a file that says the same is not read again. */
const known = new Map<string, { readonly path: string; readonly read: ServiceFile }>();
const MAX_KNOWN = 12;

function readKnown(path: string, text: string): ServiceFile {
  const told = known.get(text);
  if (told?.path === path) return told.read;
  const read = readFile(path, text);
  known.set(text, { path, read });
  if (known.size > MAX_KNOWN) known.delete(known.keys().next().value ?? '');
  return read;
}

/** Reads files of services; each id once among them. */
export function readServices(texts: FolderTexts): ServiceFile {
  const files = [...texts].map(([path, text]) => readKnown(path, text));
  const seen = new Set<string>();
  const doubles = files.flatMap(({ services }) =>
    services.flatMap(({ service: { id }, file, number }) => {
      if (seen.has(id)) return [file.at([number, 'id'], 'duplicate', `service "${id}" is listed twice`)];
      seen.add(id);
      return [];
    }),
  );
  return {
    services: files.flatMap(({ services }) => services),
    findings: [...files.flatMap(({ findings }) => findings), ...doubles],
  };
}
