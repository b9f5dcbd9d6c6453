/**
 * Everything that is measured over HTTP, one after the other: `npm run bench`, or `npm run bench -- --quick`. Arguments go to both.
 * Exit code 1 where one of them failed.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const PARTS = [
  ['The demo site', 'bench.mjs'],
  ['With authentication, ledger and cooldown', 'trust.mjs'],
];

for (const [title, script] of PARTS) {
  console.log(`# ${title}\n`);
  const path = fileURLToPath(new URL(script, import.meta.url));
  const { status } = spawnSync(process.execPath, [path, ...process.argv.slice(2)], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
