import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startServer } from './child.mjs';
import { freePort } from './free-port.mjs';
import { NODE_FLAGS } from './node-flags.mjs';
import { PUBLIC_URL, writeTrustedSite } from './trusted-site.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const PATH = '/cds-services/private-time-patient-view';
/** for whom the caller's tokens are */
export const AUDIENCE = `${PUBLIC_URL}${PATH}`;

/** Starts the floor and Haven on the same core or cores. @returns the processes, each with the address that is called */
export async function startTrusted(folder, caller, cores) {
  const port = await freePort();
  const pem = join(folder, 'key.pem');
  writeFileSync(pem, caller.pem);
  const content = { folder: here('../../cds-services'), version: '0.1.0' };
  const env = {
    HAVEN_SITE: writeTrustedSite(join(folder, 'site'), content, caller.jwk),
    HAVEN_PUBLIC_URL: PUBLIC_URL,
    HAVEN_DATABASE_URL: join(folder, 'haven.sqlite'),
    HAVEN_KEYS: `bench:${randomBytes(32).toString('base64url')}`,
    HAVEN_SPOOL: join(folder, 'spool'),
    PORT: String(port),
  };
  const [floor, haven] = await Promise.all([
    startServer({
      core: cores,
      args: [...NODE_FLAGS, here('trust-floor.mjs'), pem],
      address: /http:\/\/127\.0\.0\.1:\d+\/\S+/,
      output: join(folder, 'floor.log'),
    }),
    startServer({
      core: cores,
      args: [...NODE_FLAGS, here('../../dist/main.js'), 'serve'],
      address: /Ctrl-C/,
      output: join(folder, 'haven.log'),
      env,
    }),
  ]);
  return { Floor: floor, Haven: { ...haven, url: `http://127.0.0.1:${port}${PATH}` } };
}
