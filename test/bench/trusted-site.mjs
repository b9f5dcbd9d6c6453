import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import jwt from 'jsonwebtoken';
import { stringify } from 'yaml';
import { APPROVAL_ROLES } from '../../dist/model/approval.js';
import { GATE_ITEM_IDS, gateRule } from '../../dist/model/gate.js';
import { environment } from './child.mjs';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const DAY_MS = 86_400_000;
/** Tokens are for addresses below it; the service listens on this machine. */
export const PUBLIC_URL = 'https://haven.example.org';
const ISSUER = 'https://ehr.example.org/fhir/r4';
const KID = 'bench';

/** One EHR that signs its calls with ES384. */
export function makeCaller() {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const { kty, crv, x, y } = publicKey.export({ format: 'jwk' });
  let number = 0;
  return {
    pem: publicKey.export({ format: 'pem', type: 'spki' }),
    jwk: { kty, crv, x, y, kid: KID },
    /** A token for one call: no two are alike. */
    token: (audience) =>
      jwt.sign({}, privateKey, {
        algorithm: 'ES384',
        keyid: KID,
        issuer: ISSUER,
        audience,
        expiresIn: 3600,
        jwtid: `bench-${(number += 1)}`,
      }),
  };
}

/** The invented services of the demo, as if somebody had verified them. */
function writeDirectory(folder, content, verifiedOn) {
  mkdirSync(folder, { recursive: true });
  const text = readFileSync(join(content, 'sites', 'demo', 'directory', 'examples.yaml'), 'utf8');
  writeFileSync(
    join(folder, 'examples.yaml'),
    text.replaceAll('verifiedOn: start', `verifiedOn: ${verifiedOn}`),
  );
}

/** The shipped national line is verified by the site that shows it, with the command that a site uses. */
function verifyNationalLine(site) {
  const how = ['--by', 'a benchmark', '--method', 'an example'];
  execFileSync(process.execPath, [MAIN, 'directory', 'verify', 'us-national', ...how], {
    env: { ...environment(), HAVEN_SITE: site },
  });
}

/** Writes a site that is no demo: live, its checklist complete, its content approved, callers authenticated, cooldown on. */
export function writeTrustedSite(folder, content, jwk) {
  const verifiedOn = new Date(Date.now() - DAY_MS).toISOString().slice(0, 10);
  const items = GATE_ITEM_IDS.map((item) => ({
    item,
    evidence: 'a benchmark',
    owner: 'a benchmark',
    verifiedOn,
    ...(gateRule(item).bound === undefined ? {} : { contentVersion: content.version }),
  }));
  mkdirSync(join(folder, 'clients'), { recursive: true });
  const facility = { country: 'US', stateProvince: 'IL', city: 'Springfield', timeZone: 'America/Chicago' };
  const site = { id: 'bench', title: 'Site of a benchmark', auth: 'jwt', mode: 'live', facility };
  writeDirectory(join(folder, 'directory'), content.folder, verifiedOn);
  // Every call of a benchmark has a card.
  writeFileSync(
    join(folder, 'site.yaml'),
    stringify({ ...site, content: content.folder, alertBudget: { per1000: 1000 } }),
  );
  writeFileSync(join(folder, 'gate.yaml'), stringify({ items }));
  const approvals = APPROVAL_ROLES.map((role) => ({
    role,
    name: `a benchmark (${role})`,
    on: verifiedOn,
    version: content.version,
  }));
  writeFileSync(join(folder, 'approvals.yaml'), stringify({ approvals }));
  writeFileSync(
    join(folder, 'clients', 'ehr.yaml'),
    stringify({ trust: { issuer: ISSUER, keys: [jwk] }, rateLimit: { calls: 1_000_000, seconds: 1 } }),
  );
  verifyNationalLine(folder);
  return folder;
}
