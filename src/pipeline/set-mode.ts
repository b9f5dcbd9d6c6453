import { HavenError } from '../model/haven-error.js';
import type { ModeOverride, OverrideChange } from '../model/mode-override.js';
import type { Site } from '../model/site.js';

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

/** Where overrides are kept, for every process. */
export interface OverrideMemory {
  readonly overrides: () => Promise<readonly ModeOverride[]>;
  /** resolves when the change is durable */
  readonly setOverride: (change: OverrideChange) => Promise<void>;
}

/** A department that was taken out of the site's file while it was suspended can still be resumed. */
async function assertKnown(
  { action, department }: ModeRequest,
  site: Pick<Site, 'departments'> | undefined,
  memory: OverrideMemory,
): Promise<void> {
  const known = site?.departments.map(({ id }) => id);
  if (department === undefined || known === undefined || known.includes(department)) return;
  if (action === 'resume') {
    const overrides = await memory.overrides();
    if (overrides.some((override) => override.department === department)) return;
  }
  throw new HavenError(
    'invalid-request',
    `no department "${department}" (known: ${known.join(', ') || 'none'})`,
  );
}

/**
 * The kill switch: suspends a site or a department until somebody resumes it, or takes that back. Resuming gives a department
 * back to its file, its gate and its budget; it never makes it louder than they do.
 *
 * @param site undefined where it cannot be read: silence must not wait for that, so a department is taken as it is named
 * @param at milliseconds since 1970 UTC
 * @throws HavenError `invalid-request` for a department that the site does not have (nor an override of, to resume), or where nobody or no reason is named
 */
export async function setMode(
  request: ModeRequest,
  site: Pick<Site, 'departments'> | undefined,
  memory: OverrideMemory,
  at: number,
): Promise<void> {
  const { action, department } = request;
  await assertKnown(request, site, memory);
  const who = { by: text(request.by, 'by', MAX_NAME), reason: text(request.reason, 'reason', MAX_REASON) };
  await memory.setOverride(
    action === 'suspend'
      ? { kind: 'set', department, mode: 'suspended', since: at, ...who }
      : { kind: 'clear', department, at, ...who },
  );
}
