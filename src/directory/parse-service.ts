import type { z } from 'zod';
import { isJsonObject } from '../model/json-value.js';
import type { Service } from '../model/service.js';
import { confidentialFaults, refusals } from './refusals.js';
import type { Fault } from './refusals.js';
import { SERVICE } from './service-schema.js';

export type ParsedService =
  | { readonly kind: 'parsed'; readonly service: Service }
  | { readonly kind: 'refused'; readonly faults: readonly Fault[] };

/** What was there, short: a report is read by people. */
function found(value: unknown, path: readonly PropertyKey[]): string {
  let here: unknown = value;
  for (const step of path) {
    if (Array.isArray(here)) here = (here as readonly unknown[])[Number(step)];
    else here = isJsonObject(here) ? here[String(step)] : undefined;
  }
  if (here === undefined) return 'nothing';
  const text = JSON.stringify(here);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function faultOf(issue: z.core.$ZodIssue, written: unknown): Fault {
  const { path } = issue;
  const where = path.map(String).join('.') || 'service';
  if (issue.code === 'unrecognized_keys')
    return { path, message: `${where}: unknown ${issue.keys.map((key) => `"${key}"`).join(', ')}` };
  return { path, message: `${where}: ${issue.message} (found ${found(written, path)})` };
}

/** Reads a service from whatever says it is one: every reader of a format ends here. */
export function parseService(written: unknown): ParsedService {
  const confidential = confidentialFaults(written);
  if (confidential.length > 0) return { kind: 'refused', faults: confidential };
  const result = SERVICE.safeParse(written);
  if (!result.success)
    return { kind: 'refused', faults: result.error.issues.map((issue) => faultOf(issue, written)) };
  const faults = refusals(result.data);
  return faults.length > 0 ? { kind: 'refused', faults } : { kind: 'parsed', service: result.data };
}
