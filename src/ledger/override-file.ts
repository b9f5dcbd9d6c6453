import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { OVERRIDE_MODES } from '../model/mode-override.js';
import type { ModeOverride } from '../model/mode-override.js';

/** A process that starts while the database is down trusts what one on this machine read so long ago, and nothing older. */
const TRUSTED_MS = 15 * 60_000;
/** What has not changed is confirmed so often. */
const CONFIRM_MS = 60_000;

const FILE = z.object({
  readAt: z.number().int(),
  overrides: z.array(
    z.object({
      department: z.string().optional(),
      mode: z.enum(OVERRIDE_MODES),
      since: z.number().int(),
      by: z.string(),
      reason: z.string(),
    }),
  ),
});

/** What operators had set when it was last read, on this machine. */
export interface OverrideFile {
  /** notes what was just read from the database; never rejects */
  readonly keep: (overrides: readonly ModeOverride[]) => Promise<void>;
  /** @returns when all that was noted is written, or has failed; never rejects */
  readonly settled: () => Promise<void>;
  /** @returns undefined where nothing was read lately */
  readonly recall: () => Promise<readonly ModeOverride[] | undefined>;
}

/**
 * Keeps overrides in a folder, for a restart while the database is down: without them nobody knows what operators want, and the
 * service stays silent (ADR 6). Processes may share it: each writes a whole file.
 */
export function overrideFile(folder: string, now: () => number): OverrideFile {
  const path = join(folder, 'overrides.json');
  // One name, so that what a full disk or a crash leaves is overwritten the next time.
  const fresh = `${path}.${process.pid}`;
  let kept = '';
  let keptAt = Number.NEGATIVE_INFINITY;
  let last: Promise<void> = Promise.resolve();
  const write = async (text: string): Promise<void> => {
    try {
      await writeFile(fresh, text, { mode: 0o600, flush: true });
      await rename(fresh, path);
    } catch {
      // The database was read: nothing depends on the file now, and the next confirmation tries again.
      await rm(fresh, { force: true }).catch(() => undefined);
    }
  };
  return {
    keep: (overrides) => {
      const text = JSON.stringify(overrides);
      const readAt = now();
      if (text === kept && readAt - keptAt < CONFIRM_MS) return last;
      kept = text;
      keptAt = readAt;
      // In their order: an older reading never comes to lie over a newer one.
      last = last.then(() => write(JSON.stringify({ readAt, overrides })));
      return last;
    },
    settled: () => last,
    recall: async () => {
      try {
        const { readAt, overrides } = FILE.parse(JSON.parse(await readFile(path, 'utf8')));
        const age = now() - readAt;
        if (age < 0 || age >= TRUSTED_MS) return undefined;
        return overrides.map(({ department, ...override }) => ({ ...override, department }));
      } catch {
        return undefined;
      }
    },
  };
}
