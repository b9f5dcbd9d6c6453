import { objectionTo } from '../../src/web/objection-to.js';
import type { ServingPlace } from '../../src/web/objection-to.js';

const HERE: ServingPlace = { host: '127.0.0.1', publicUrl: undefined, fhirServers: undefined };
const DEMO = { demo: true, auth: 'none-demo' } as const;
const JWT = { demo: false, auth: 'jwt' } as const;
const OPEN = { demo: false, auth: 'none-i-accept-the-risk' } as const;
const PUBLIC = { host: '0.0.0.0', publicUrl: 'https://haven.example' };

describe('where a site may be served (issue: who may call)', () => {
  it.each([
    ['the demo site on loopback', HERE, DEMO],
    ['the demo site on loopback of IPv6', { ...HERE, host: '::1' }, DEMO],
    [
      'a demo site that authenticates, by http on this machine',
      { ...HERE, publicUrl: 'http://localhost:3000' },
      { ...DEMO, auth: 'jwt' },
    ],
    ['a site that authenticates, by https', { ...HERE, ...PUBLIC }, JWT],
    ['a site that accepts the risk', { ...HERE, host: '0.0.0.0' }, OPEN],
  ] as const)('%s is served', (_what, place, site) => {
    expect(objectionTo(place, site)).toBeUndefined();
  });
  it.each([
    ['the demo site on all addresses', { ...HERE, host: '0.0.0.0' }, DEMO, /HOST=0\.0\.0\.0/],
    [
      'a demo site that authenticates on all addresses',
      { ...HERE, ...PUBLIC },
      { ...DEMO, auth: 'jwt' },
      /HOST/,
    ],
    [
      'the demo site with a FHIR server elsewhere',
      { ...HERE, fhirServers: ['https://a.example/r4'] },
      DEMO,
      /HAVEN_FHIR_SERVERS/,
    ],
    ['a site that authenticates without public URL', HERE, JWT, /HAVEN_PUBLIC_URL is missing/],
    [
      'a demo site that authenticates without public URL',
      HERE,
      { ...DEMO, auth: 'jwt' },
      /HAVEN_PUBLIC_URL is missing/,
    ],
    ['a site that authenticates, by http', { ...HERE, publicUrl: 'http://localhost:3000' }, JWT, /https/],
  ] as const)('%s is not', (_what, place, site, expected) => {
    expect(objectionTo(place, site)).toMatch(expected);
  });
});
