import { formatFinding } from '../../src/content/lint-finding.js';
import { readClients } from '../../src/content/read-clients.js';
import type { ClientSite } from '../../src/content/lint-clients.js';
import { shippedTexts } from '../support/shipped-content.js';

const JWT: ClientSite = { demo: false, auth: 'jwt' };
const OPEN: ClientSite = { demo: false, auth: 'none-i-accept-the-risk' };
const DEMO: ClientSite = { demo: true, auth: 'none-demo' };
const PROFILES = ['standard', 'epic', 'oracle-health'];

/** What is wrong with one client of a site; empty where it is taken. */
async function faults(site: ClientSite, client: string, root?: string): Promise<readonly string[]> {
  const texts = await shippedTexts();
  const shipped = [...texts].filter(([path]) => path.startsWith('clients/'));
  const profiles = new Map(root === undefined ? shipped : []);
  const own = new Map([['clients/ours.yaml', client]]);
  const result = readClients({ own, profiles, root: root ?? 'cds-services' }, site);
  return result.kind === 'read' ? [] : result.findings.map(formatFinding);
}

describe('shipped profiles', () => {
  it.each([
    ...PROFILES.map((profile) => [profile, OPEN] as const),
    ...PROFILES.map((profile) => [profile, DEMO] as const),
    ['cds-hooks-sandbox', DEMO] as const,
  ])('%s needs no keys where nobody authenticates: %j', async (profile, site) => {
    expect(await faults(site, `profile: ${profile}\n`)).toEqual([]);
  });

  it('an issuer without keys is refused where callers authenticate, by profile too', async () => {
    expect(await faults(JWT, 'profile: oracle-health\n')).toEqual([
      expect.stringMatching(/unsafe-client {2}give keys, or a jwksUrl or jku/),
    ]);
  });

  it.each([
    ['the public sandbox', 'profile: cds-hooks-sandbox\n', /private key .* is public/],
    [
      'the public sandbox by issuer',
      'trust: { issuer: "https://sandbox.cds-hooks.org" }\n',
      /private key .* is public/,
    ],
    ['keys in the clear', 'trust: { issuer: "urn:a", jwksUrl: "http://ehr.example/jwks" }\n', /are https/],
  ])('%s is refused where nobody authenticates too', async (_what, client, expected) => {
    expect((await faults(OPEN, client)).join('\n')).toMatch(expected);
  });

  it('where the content folder has none, the finding says which folder that is', async () => {
    expect(await faults(OPEN, 'profile: epic\n', '/srv/content')).toEqual([
      'clients/ours.yaml:1:10  unknown-profile  no profile "epic" (the content folder /srv/content has no clients/)',
    ]);
  });
});
