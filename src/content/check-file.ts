import type { z } from 'zod';
import { isJsonObject } from '../model/json-value.js';
import type { ContentFile } from './content-file.js';
import type { LintFinding } from './lint-finding.js';

/** A checked file: its value as its schema gives it, or findings. */
export type Checked<T> =
  | { readonly kind: 'valid'; readonly value: T }
  | { readonly kind: 'invalid'; readonly findings: readonly LintFinding[] };

type Issue = z.core.$ZodIssue;

/** Of the forms that a value could have had, the one that it comes nearest to: it has the right members, and fewer faults. */
function nearest(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  const strangers = (issues: readonly Issue[]): number =>
    issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length * 10 : 1), 0);
  return branches.toSorted((one, other) => strangers(one) - strangers(other))[0] ?? [];
}

interface Fault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** false for what may be a secret: what nobody expects there, and keys; findings go to logs */
  readonly isQuoted: boolean;
}

function flatten(issue: Issue, above: readonly PropertyKey[]): readonly Fault[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union' && issue.errors.length > 0)
    return nearest(issue.errors).flatMap((inner) => flatten(inner, path));
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: [...path, key],
      message: `unknown member "${key}"`,
      isQuoted: false,
    }));
  return [{ path, message: issue.message, isQuoted: !path.includes('keys') }];
}

function found(value: unknown, path: readonly PropertyKey[]): string {
  let here: unknown = value;
  for (const step of path)
    here = Array.isArray(here)
      ? (here as readonly unknown[])[Number(step)]
      : isJsonObject(here)
        ? here[String(step)]
        : undefined;
  if (here === undefined) return 'nothing';
  const text = JSON.stringify(here);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** Checks a file against its schema; each fault becomes a finding with its place. */
export function checkFile<T>(file: ContentFile, schema: z.ZodType<T>): Checked<T> {
  if (file.syntax.length > 0) return { kind: 'invalid', findings: file.syntax };
  const result = schema.safeParse(file.value);
  if (result.success) return { kind: 'valid', value: result.data };
  const faults = result.error.issues.flatMap((issue) => flatten(issue, []));
  return {
    kind: 'invalid',
    findings: faults.map(({ path, message, isQuoted }) =>
      file.at(
        path,
        'schema',
        `${path.map(String).join('.') || 'file'}: ${message} (${isQuoted ? `found ${found(file.value, path)}; ` : ''}see cds-services/schemas)`,
      ),
    ),
  };
}
