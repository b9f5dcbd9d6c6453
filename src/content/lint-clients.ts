import type { AllowList, ClientProfile, ClientTrust } from '../model/client-profile.js';
import { isLoopback } from '../model/is-loopback.js';
import type { ContentFile } from './content-file.js';
import type { LintFinding } from './lint-finding.js';
import type { ClientEntry } from './schema/client-file.js';

/** A client with the file it was read from. */
export interface PlacedClient {
  readonly file: ContentFile;
  /** as its file and its profile have it */
  readonly entry: ClientEntry;
  readonly client: ClientProfile;
}

/** What a site says of itself that its clients must fit. */
export interface ClientSite {
  readonly demo: boolean;
  readonly auth: 'jwt' | 'none-demo' | 'none-i-accept-the-risk';
}

/** Its private key is in its public repository. */
const PUBLIC_KEY_HOST = 'sandbox.cds-hooks.org';

type Rule = readonly [isWrong: boolean, where: readonly PropertyKey[], rule: string, message: string];

function isPublicKeyHost(url: string): boolean {
  return URL.canParse(url) && new URL(url).hostname.toLowerCase() === PUBLIC_KEY_HOST;
}

/** Keys that arrive in the clear may be anybody's. */
function isSafePlace(url: string, isDemo: boolean): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, username, password } = new URL(url);
  if (`${username}${password}` !== '') return false;
  return protocol === 'https:' || (isDemo && protocol === 'http:' && isLoopback(hostname));
}

function trustRules(trust: ClientTrust, { demo, auth }: ClientSite): readonly Rule[] {
  const isFetched = trust.jku.length > 0;
  const isSandbox = [trust.issuer, ...trust.jku].some(isPublicKeyHost);
  return [
    [
      // A profile may carry an issuer; where nobody authenticates, no token is looked at.
      auth === 'jwt' && trust.keys.length === 0 && !isFetched,
      ['trust'],
      'unsafe-client',
      'give keys, or a jwksUrl or jku to fetch them from',
    ],
    [
      trust.keys.length > 0 && trust.jwksUrl !== undefined,
      ['trust', 'keys'],
      'unsafe-client',
      'keys in the file and a jwksUrl: give one of the two',
    ],
    [
      !trust.jku.every((url) => isSafePlace(url, demo)),
      ['trust'],
      'unsafe-client',
      'jwksUrl and jku are https without credentials',
    ],
    [
      isSandbox && !demo,
      ['trust'],
      'unsafe-client',
      'the private key of the CDS Hooks sandbox is public: for a demo site only',
    ],
  ];
}

function isLocalOnly(list: AllowList | undefined): boolean {
  return list === undefined || list === 'loopback';
}

function lintOne({ file, entry, client }: PlacedClient, site: ClientSite): readonly LintFinding[] {
  const { fhirServers, corsOrigins, trust } = client;
  const lists = [fhirServers, corsOrigins];
  const rules: readonly Rule[] = [
    [
      site.demo ? !lists.every(isLocalOnly) : lists.includes('loopback'),
      [fhirServers === undefined ? 'corsOrigins' : 'fhirServers'],
      'unsafe-client',
      'a demo site accepts `loopback` only, any other site never',
    ],
    [
      entry.profile === 'cds-hooks-sandbox' && !site.demo,
      ['profile'],
      'unsafe-client',
      'the private key of the CDS Hooks sandbox is public: for a demo site only',
    ],
    [
      site.auth === 'jwt' && trust === undefined,
      ['trust'],
      'unsafe-client',
      'a site that authenticates needs the issuer of each client',
    ],
    ...(trust === undefined ? [] : trustRules(trust, site)),
  ];
  return rules.flatMap(([isWrong, where, rule, message]) => (isWrong ? [file.at(where, rule, message)] : []));
}

/** Two clients of one issuer are told apart by tenant, so each names its own. */
function areApart(one: ClientTrust, other: ClientTrust): boolean {
  if (one.issuer !== other.issuer) return true;
  const areNamed = one.tenants.length > 0 && other.tenants.length > 0;
  return areNamed && !one.tenants.some((tenant) => other.tenants.includes(tenant));
}

function lintTogether(placed: readonly PlacedClient[], site: ClientSite): readonly LintFinding[] {
  return placed.flatMap(({ file, client }, at) => {
    const before = placed.slice(0, at).map((earlier) => earlier.client);
    const { trust } = client;
    const isTwin =
      trust !== undefined &&
      before.some((earlier) => earlier.trust !== undefined && !areApart(earlier.trust, trust));
    const rules: readonly Rule[] = [
      [before.some(({ id }) => id === client.id), ['id'], 'duplicate', `client ${client.id} is there twice`],
      [
        isTwin,
        ['trust', 'issuer'],
        'unsafe-client',
        'another client has this issuer: tell them apart by tenants',
      ],
      [
        site.auth !== 'jwt' && at > 0,
        [],
        'unsafe-client',
        'a site without authentication has one client, which stands for every caller',
      ],
    ];
    return rules.flatMap(([isWrong, where, rule, message]) =>
      isWrong ? [file.at(where, rule, message)] : [],
    );
  });
}

/** What would make the clients of a site unsafe, or mean nothing; each is refused. */
export function lintClients(placed: readonly PlacedClient[], site: ClientSite): readonly LintFinding[] {
  return [...placed.flatMap((one) => lintOne(one, site)), ...lintTogether(placed, site)];
}
