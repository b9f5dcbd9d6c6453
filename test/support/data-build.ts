import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { ROOT, SHIPPED } from './data-content.js';

const run = promisify(execFile);

/** The service, compiled as it is shipped: `dist/` beside `cds-services/`. */
export interface Build {
  readonly dist: string;
  readonly main: string;
  readonly remove: () => Promise<void>;
}

/**
 * Compiles `src/` into a folder of its own below `var/`, which git ignores and from where packages are found.
 * Each suite has its own, so that suites can run side by side.
 */
export async function buildService(): Promise<Build> {
  await mkdir(join(ROOT, 'var'), { recursive: true });
  const folder = await mkdtemp(join(ROOT, 'var', 'test-build-'));
  const dist = join(folder, 'dist');
  const compiler = join(ROOT, 'node_modules', '.bin', 'tsc');
  await run(compiler, ['-p', join(ROOT, 'tsconfig.build.json'), '--outDir', dist], { cwd: ROOT });
  await symlink(SHIPPED, join(folder, 'cds-services'), 'dir');
  return { dist, main: join(dist, 'main.js'), remove: () => rm(folder, { recursive: true, force: true }) };
}

/** A thread's entry, compiled as it is shipped: a thread is not read through the test runner. */
export interface BuiltThread {
  readonly entry: URL;
  readonly remove: () => Promise<void>;
}

/** Compiles the service for one of its threads, named by its path below `src/`. */
export async function buildThread(...path: readonly string[]): Promise<BuiltThread> {
  const { dist, remove } = await buildService();
  return { entry: pathToFileURL(join(dist, ...path)), remove };
}
