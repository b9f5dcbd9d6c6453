import type { Service } from '../../model/service.js';
import { parseService } from '../parse-service.js';

/** Where something was read. */
export interface SourcePlace {
  readonly file: string;
  readonly line: number;
}

/** One row that is not taken, and every reason. */
export interface Refusal extends SourcePlace {
  readonly id: string | undefined;
  readonly reasons: readonly string[];
}

/** What came of an import: all that is well, and all that is not. */
export interface Imported {
  /** by id */
  readonly services: readonly Service[];
  readonly refusals: readonly Refusal[];
}

/** A service as another format says it, still to be checked. */
export interface Written extends SourcePlace {
  readonly value: Readonly<Record<string, unknown>>;
  /** what is wrong with the row itself */
  readonly faults: readonly string[];
}

function idOf({ value }: Written): string | undefined {
  const { id } = value;
  return typeof id === 'string' ? id : undefined;
}

/** Members of every service that does not say otherwise. */
function withDefaults(
  value: Written['value'],
  defaults: Readonly<Record<string, unknown>>,
): Written['value'] {
  return { ...defaults, ...value };
}

/**
 * Checks what was read: one bad row refuses itself and nothing else. The first of two with one id is taken.
 *
 * @param taken ids that other files list already
 */
export function takeServices(
  written: Iterable<Written>,
  defaults: Readonly<Record<string, unknown>>,
  taken: ReadonlySet<string>,
): Imported {
  const services = new Map<string, Service>();
  const refusals: Refusal[] = [];
  for (const one of written) {
    const { file, line } = one;
    const refuse = (reasons: readonly string[]): void =>
      void refusals.push({ file, line, id: idOf(one), reasons });
    const parsed = parseService(withDefaults(one.value, defaults));
    const faults = parsed.kind === 'refused' ? parsed.faults.map(({ message }) => message) : [];
    if (parsed.kind === 'refused' || one.faults.length > 0) {
      refuse([...one.faults, ...faults]);
      continue;
    }
    const { service } = parsed;
    if (service.verification?.verifiedOn === 'start')
      refuse(['verifiedOn: `start` is for a demo site and is not imported']);
    else if (services.has(service.id)) refuse([`"${service.id}" is listed twice: the first is taken`]);
    else if (taken.has(service.id)) refuse([`"${service.id}" is listed in another file of the directory`]);
    else services.set(service.id, service);
  }
  const byId = [...services.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1));
  return { services: byId, refusals };
}
