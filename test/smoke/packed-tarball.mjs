// Packs the project, installs the tarball elsewhere, starts it there and calls a hook, as somebody who installs it would.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const elsewhere = mkdtempSync(join(tmpdir(), 'haven-smoke-'));
const run = (command, args, cwd) =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

/** Resolves with the first match in what a process prints. */
function printed(child, pattern) {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
      const match = pattern.exec(text);
      if (match !== null) resolve(match);
    });
    child.once('exit', (code) =>
      reject(new Error(`ended with ${code} before it printed ${pattern}\n${text}`)),
    );
  });
}

try {
  const [{ filename, files }] = JSON.parse(
    run('npm', ['pack', '--json', '--silent', '--pack-destination', elsewhere], process.cwd()),
  );
  assert.ok(
    files.some(({ path }) => path === 'dist/main.js'),
    'the tarball carries dist',
  );
  assert.ok(
    files.some(({ path }) => path === 'cds-services/sites/demo/site.yaml'),
    'the tarball carries the demo site',
  );
  writeFileSync(join(elsewhere, 'package.json'), '{"private":true}');
  run('npm', ['install', '--silent', '--no-audit', '--no-fund', join(elsewhere, filename)], elsewhere);
  const haven = join(elsewhere, 'node_modules', '.bin', 'haven');
  assert.match(run(haven, ['lint'], elsewhere), /no findings/);
  const environment = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('HAVEN_')),
  );
  const child = spawn(haven, [], {
    cwd: elsewhere,
    env: { ...environment, PORT: '0', HOST: '127.0.0.1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [, command] = await printed(child, /try it +(curl .*)\n/);
    const { cards } = JSON.parse(execFileSync('sh', ['-c', command], { encoding: 'utf8' }));
    assert.equal(cards.length, 1, 'the printed command returns one card');
    assert.ok(cards[0].summary.length <= 139);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGINT');
    assert.equal(await ended, 0, 'Ctrl-C ends it cleanly');
  } finally {
    child.kill('SIGKILL');
  }
  process.stdout.write(`packed tarball: installed elsewhere, started, one card ("${filename}")\n`);
} finally {
  rmSync(elsewhere, { recursive: true, force: true });
}
