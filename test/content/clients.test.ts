import { generateKeyPairSync } from 'node:crypto';
import { formatFinding } from '../../src/content/lint-finding.js';
import { cardLanguages } from '../../src/model/site.js';
import type { Site } from '../../src/model/site.js';
import {
  clientWith,
  compileTexts,
  demoSite,
  shippedContent,
  shippedSite,
  shippedTexts,
  siteOf,
} from '../support/shipped-content.js';

const JWT_SITE = 'id: x\ntitle: X\nauth: jwt\n';
const OPEN_SITE = 'id: x\ntitle: X\nauth: none-i-accept-the-risk\n';
const DEMO_SITE = 'id: x\ntitle: X\ndemo: true\nauth: jwt\nfhirServers: loopback\ncorsOrigins: loopback\n';
const TRUST = 'trust: { issuer: "https://ehr.example", jwksUrl: "https://ehr.example/jwks" }\n';

/** A public key of a new pair, as a client's file has it. */
function jwkText(type: 'EC' | number, changed: Readonly<Record<string, string>> = {}): string {
  const { publicKey } =
    type === 'EC'
      ? generateKeyPairSync('ec', { namedCurve: 'P-384' })
      : generateKeyPairSync('rsa', { modulusLength: type });
  return JSON.stringify({ kid: 'a', ...publicKey.export({ format: 'jwk' }), ...changed });
}

async function read(site: string, ...clients: readonly string[]): Promise<Site | readonly string[]> {
  const texts = await shippedTexts();
  const profiles = new Map([...texts].filter(([path]) => path.startsWith('clients/')));
  const own = new Map(clients.map((text, at) => [`clients/c${at}.yaml`, text]));
  const result = siteOf(site, own, profiles);
  return 'id' in result ? result : result.map(formatFinding);
}

async function clientOf(site: string, client: string): Promise<Site['clients'][number]> {
  const result = await read(site, client);
  if (!('id' in result)) throw new Error(result.join('\n'));
  const [first] = result.clients;
  if (first === undefined) throw new Error('no client');
  return first;
}

describe('client profiles (checklist 4.4: one per issuer)', () => {
  it('the shipped profile `standard` says in words what a client is without one', async () => {
    const [bare] = (siteOf(OPEN_SITE) as Site).clients;
    const standard = await clientOf(OPEN_SITE, 'id: standard\n');
    expect(standard).toEqual(bare);
    const trusted = await clientOf(JWT_SITE, TRUST);
    const withoutProfiles = siteOf(JWT_SITE, new Map([['c0.yaml', TRUST]])) as Site;
    expect(withoutProfiles.clients).toEqual([trusted]);
  });

  it('a file lies over its profile: maps are joined, lists and single values stand in place', async () => {
    const client = await clientOf(
      JWT_SITE,
      `profile: epic\ntrust: { issuer: "urn:epic", jku: ["https://ehr.example/keys"] }\noutput: { detail: { words: 40, bullets: 3 } }\n`,
    );
    expect(client.trust).toMatchObject({ issuer: 'urn:epic', algorithms: ['RS384'], lifetimeMinutes: 60 });
    expect(client.output).toMatchObject({
      selectionBehavior: 'any',
      actionsPerSuggestion: 1,
      detail: { words: 40, bullets: 3 },
      codeSystems: [
        expect.stringContaining('preference-list-item'),
        expect.stringContaining('orderset-item'),
      ],
    });
    expect(client.hookMappings).toEqual([expect.objectContaining({ values: ['26'], as: 'encounter-start' })]);
  });

  it('Epic reads `any` and one action, Oracle Health no suggestion and no appContext (checklist 4.1, 4.2)', async () => {
    const oracle = await clientOf(
      JWT_SITE,
      'profile: oracle-health\ntrust: { jku: ["https://o.example/j"] }\n',
    );
    expect(oracle.output).toMatchObject({
      selectionBehavior: 'at-most-one',
      appContext: false,
      resourceTypes: [],
    });
    expect(oracle.trust?.issuer).toBe('https://cds-hooks.cerner.com');
  });

  it('a client with limits of calls has them, and a demo site has none', async () => {
    expect((await clientOf(OPEN_SITE, 'id: a\n')).rateLimit).toEqual({ calls: 2000, seconds: 10 });
    expect(demoSite(await shippedTexts()).clients[0]?.rateLimit).toBeUndefined();
  });

  it('the example hospital authenticates its one client', async () => {
    const site = shippedSite(await shippedTexts(), 'example-hospital');
    expect(site.auth).toBe('jwt');
    expect(site.clients.map(({ id, trust }) => [id, trust?.issuer])).toEqual([
      ['example-ehr', 'https://ehr.example.org/fhir/r4'],
    ]);
  });
});

describe('haven lint: clients', () => {
  const TENANT = (tenant: string): string => TRUST.replace(' }', `, tenants: [${tenant}] }`);
  it.each<[string, string, readonly string[], RegExp]>([
    ['a site that authenticates nobody', JWT_SITE, [], /needs clients\/\*\.yaml/],
    ['a client without issuer', JWT_SITE, ['id: a\n'], /needs the issuer/],
    ['an issuer without keys', JWT_SITE, ['trust: { issuer: "urn:a" }\n'], /give keys, or a jwksUrl/],
    [
      'keys from two places',
      JWT_SITE,
      [TRUST.replace(' }', `, keys: [${jwkText(2048)}] }`)],
      /give one of the two/,
    ],
    [
      'a private key',
      JWT_SITE,
      ['trust: { issuer: "urn:a", keys: [{ kty: EC, kid: a, crv: P-384, x: AA, y: AA, d: AA }] }\n'],
      /unknown member "d"/,
    ],
    [
      'a symmetric algorithm',
      JWT_SITE,
      [TRUST.replace(' }', ', algorithms: [HS256] }')],
      /schema {2}trust\.algorithms\.0/,
    ],
    ['the algorithm none', JWT_SITE, [TRUST.replace(' }', ', algorithms: [none] }')], /algorithms\.0/],
    [
      'keys in the clear',
      JWT_SITE,
      [TRUST.replace('https://ehr.example/jwks', 'http://ehr.example/jwks')],
      /https/,
    ],
    [
      'keys in the clear on this machine, unless it is a demo',
      JWT_SITE,
      [TRUST.replace('https://ehr.example/jwks', 'http://127.0.0.1/jwks')],
      /https/,
    ],
    ['the public sandbox by profile', JWT_SITE, ['profile: cds-hooks-sandbox\n'], /private key .* is public/],
    [
      'the public sandbox by issuer',
      JWT_SITE,
      ['trust: { issuer: "https://sandbox.cds-hooks.org", jwksUrl: "https://ehr.example/j" }\n'],
      /private key .* is public/,
    ],
    ['the public sandbox where nobody authenticates', OPEN_SITE, ['profile: cds-hooks-sandbox\n'], /public/],
    ['two clients of one issuer', JWT_SITE, [TRUST, TRUST], /tell them apart by tenants/],
    ['two clients of one tenant', JWT_SITE, [TENANT('a'), TENANT('a')], /tell them apart by tenants/],
    ['one of two without tenant', JWT_SITE, [TENANT('a'), TRUST], /tell them apart by tenants/],
    ['two clients of one name', JWT_SITE, [`id: a\n${TENANT('a')}`, `id: a\n${TENANT('b')}`], /there twice/],
    ['two clients where nobody authenticates', OPEN_SITE, ['id: a\n', 'id: b\n'], /has one client/],
    [
      'an unknown profile',
      OPEN_SITE,
      ['profile: nobody\n'],
      /no profile "nobody" \(known: cds-hooks-sandbox, epic/,
    ],
    ['an unknown member', OPEN_SITE, ['colour: red\n'], /unknown member "colour"/],
    [
      'an order that we do not have',
      OPEN_SITE,
      ['orders: { car: { system: a, code: b } }\n'],
      /schema {2}orders/,
    ],
    ['an origin that browsers call null', OPEN_SITE, ['corsOrigins: ["file:///a"]\n'], /corsOrigins/],
    [
      'a key for an algorithm that is none',
      JWT_SITE,
      ['trust: { issuer: "urn:a", keys: [{ kty: RSA, kid: a, n: AQAB, e: AQAB, alg: HS256 }] }\n'],
      /keys\.0\.alg/,
    ],
    [
      'an RSA key that is too short (RFC 7518 section 3.3)',
      JWT_SITE,
      [`trust: { issuer: "urn:a", keys: [${jwkText(2040)}] }\n`],
      /keys\.0.*RSA of 2048 bits or more/,
    ],
    [
      'a point that is on no curve',
      JWT_SITE,
      [`trust: { issuer: "urn:a", keys: [${jwkText('EC', { x: 'AA' })}] }\n`],
      /keys\.0.*a point on its curve/,
    ],
    ['loopback elsewhere', OPEN_SITE, ['fhirServers: loopback\n'], /never/],
    [
      'an origin elsewhere on a demo site',
      DEMO_SITE,
      [`${TRUST}corsOrigins: ["https://a.example"]\n`],
      /`loopback` only/,
    ],
    [
      'more words than a card may have',
      OPEN_SITE,
      ['output: { detail: { words: 81, bullets: 5 } }\n'],
      /detail\.words/,
    ],
  ])('refuses %s', async (_what, site, clients, expected) => {
    const result = await read(site, ...clients);
    expect('id' in result ? 'taken' : result.join('\n')).toMatch(expected);
  });

  it.each(['d: c2VjcmV0', 'k: c2VjcmV0'])('quotes nothing of what may be a secret: %s', async (member) => {
    const key = `{ kty: EC, kid: a, crv: P-999, x: AA, y: c2VjcmV0, ${member} }`;
    const result = await read(JWT_SITE, `trust: { issuer: "urn:a", keys: [${key}] }\n`);
    const findings = 'id' in result ? 'taken' : result.join('\n');
    expect(findings).toMatch(/trust\.keys\.0/);
    expect(findings).not.toContain('c2VjcmV0');
  });

  it.each<[string, string, readonly string[]]>([
    ['two tenants of one issuer', JWT_SITE, [TENANT('a'), TENANT('b')]],
    ['two issuers', JWT_SITE, [TRUST, TRUST.replace('"https://ehr.example"', '"urn:other"')]],
    ['the sandbox on a demo site', DEMO_SITE, ['profile: cds-hooks-sandbox\n']],
    [
      'keys over plain http on this machine, on a demo site',
      DEMO_SITE,
      [TRUST.replace('https://ehr.example/jwks', 'http://127.0.0.1/jwks')],
    ],
    [
      'keys that stand in the file',
      JWT_SITE,
      [`trust: { issuer: "urn:a", keys: [${jwkText(2048)}, ${jwkText('EC')}] }\n`],
    ],
  ])('takes %s', async (_what, site, clients) => {
    expect(await read(site, ...clients)).toMatchObject({ id: 'x' });
  });

  it('every language of every client has its words, and no other is compiled', async () => {
    const { clients } = await clientWith({ language: 'fr' });
    const site = { clients: [...clients, ...(await clientWith({ id: 'b' })).clients] };
    const content = await shippedContent(site);
    expect(cardLanguages(content.site)).toEqual(['fr', 'en']);
    expect([...content.speech.keys()]).toEqual(['fr', 'en']);
    const texts = await shippedTexts();
    const german = { clients: [...clients, ...(await clientWith({ id: 'b', language: 'de' })).clients] };
    const refused = compileTexts(texts, { ...demoSite(texts), ...german });
    expect('revision' in refused ? [] : refused.map(formatFinding)).toEqual([
      expect.stringMatching(/missing-language {2}no wording in "de"/),
    ]);
  });
});
