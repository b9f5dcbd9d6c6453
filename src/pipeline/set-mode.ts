import type { Content } from '../model/content.js';
import { HavenError } from '../model/haven-error.js';
import type { OverrideChange } from '../model/mode-override.js';

export const MODE_ACTIONS = ['suspend', 'resume'] as const;

/** What an operator asks for. */
export interface ModeRequest {
  readonly action: (typeof MODE_ACTIONS)[number];
  /** undefined: the whole site */
  readonly department: string | undefined;
  readonly by: string;
  readonly reason: string;
}

const MAX_NAME = 100;
const MAX_REASON = 300;

function text(value: string, name: string, most: number): string {
  const trimmed = value.trim();
  if (trimmed.length > 0 && trimmed.length <= most) return trimmed;
  throw new HavenError('invalid-request', `${name}: between 1 and ${most} characters`);
}

/**
 * The kill switch: suspends a site or a department until somebody resumes it, or takes that back. Resuming gives a department
 * back to its file, its gate and its budget; it never makes it louder than they do.
 *
 * @param set records the change for every process; resolves when it is durable
 * @param at milliseconds since 1970 UTC
 * @throws HavenError `invalid-request` for a department that the site does not have, or where nobody or no reason is named
 */
export async function setMode(
  request: ModeRequest,
  { site }: Pick<Content, 'site'>,
  set: (change: OverrideChange) => Promise<void>,
  at: number,
): Promise<void> {
  const { action, department } = request;
  if (department !== undefined && !site.departments.some(({ id }) => id === department)) {
    const known = site.departments.map(({ id }) => id).join(', ');
    throw new HavenError('invalid-request', `no department "${department}" (known: ${known || 'none'})`);
  }
  const who = { by: text(request.by, 'by', MAX_NAME), reason: text(request.reason, 'reason', MAX_REASON) };
  await set(
    action === 'suspend'
      ? { kind: 'set', department, mode: 'suspended', since: at, ...who }
      : { kind: 'clear', department, at, ...who },
  );
}
