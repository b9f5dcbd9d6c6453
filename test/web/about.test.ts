import { forbiddenWord } from '../../src/content/lint-text.js';
import { APPROVAL_ROLES, ROLE_NAMES } from '../../src/model/approval.js';
import { EVIDENCE_ATTRIBUTES, PREDICTIVE_ATTRIBUTES } from '../../src/model/source-attributes.js';
import type { AboutDocument } from '../../src/web/about/describe-about.js';
import { fullApprovals } from '../support/gates.js';
import { startHaven } from '../support/web-server-under-test.js';
import type { Haven, HavenOptions } from '../support/web-server-under-test.js';

let haven: Haven | undefined;
afterEach(async () => {
  await haven?.close();
  haven = undefined;
});

async function get(accept: string, site: HavenOptions['site'] = {}): Promise<Response> {
  haven ??= await startHaven({ site });
  return fetch(`${haven.url}/about`, { headers: { accept } });
}

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

describe('GET /about (issue: attributes with content revision, approvals, review dates)', () => {
  it.each([
    ['application/json', 'application/json; charset=utf-8'],
    ['*/*', 'application/json; charset=utf-8'],
    ['application/fhir+json', 'application/json; charset=utf-8'],
    ['text/html;q=0.5, application/json', 'application/json; charset=utf-8'],
    [BROWSER, 'text/html; charset=utf-8'],
  ])('answers %s with %s, and says that it depends on it', async (accept, type) => {
    const response = await get(accept);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('vary')).toBe('Origin, Accept');
    expect(response.headers.get('cache-control')).toBe('no-store');
  });
  it('says what serves, who answers for it, and every attribute with its day of review', async () => {
    const about = (await (await get('application/json')).json()) as AboutDocument;
    expect(about).toMatchObject({
      title: 'Supportive care prompts',
      version: '0.1.0',
      revision: haven?.content.revision,
      status: 'experimental',
      lastReviewed: '2026-11-21',
      steward: 'Haven CDS maintainers',
      licence: 'Apache-2.0',
      regulation: '45 CFR 170.315(b)(11)(iv)',
    });
    expect(about.evidenceBased.map(({ label }) => label)).toStrictEqual(Object.values(EVIDENCE_ATTRIBUTES));
    expect(about.predictive.map(({ label }) => label)).toStrictEqual(Object.values(PREDICTIVE_ATTRIBUTES));
    expect(about.approvals.map(({ role, of, on }) => [role, of, on])).toStrictEqual(
      APPROVAL_ROLES.map((role) => [ROLE_NAMES[role], 'site', 'start']),
    );
  });
  it.each([
    ['to anybody, where discovery asks for no token', {}, 2],
    ['to anybody, where the site leaves discovery open', { auth: 'jwt', protectDiscovery: false }, 2],
    ['to nobody, where discovery asks for one', { auth: 'jwt', protectDiscovery: true }, 0],
  ] as const)('tells the services %s', async (_, site, count) => {
    const about = (await (await get('application/json', site)).json()) as AboutDocument;
    expect(about.services).toHaveLength(count);
    expect((await (await get(BROWSER)).text()).includes('private-time-patient-view')).toBe(count > 0);
  });
  it('says of which version an approval is, and names nobody who gave it', async () => {
    const [first, ...rest] = fullApprovals('2026');
    const other = { kind: 'dated', from: Date.parse('2026-02-01'), version: '0.0.9' } as const;
    const approvals = [...rest, ...(first === undefined ? [] : [{ ...first, given: other }])];
    const text = await (await get('application/json', { approvals })).text();
    expect((JSON.parse(text) as AboutDocument).approvals).toMatchObject([
      { role: 'privacy', on: '2026-01-01', version: '0.1.0', isOfThisVersion: true },
      { role: 'adviser with lived experience', on: '2026-01-01', version: '0.1.0', isOfThisVersion: true },
      { role: 'clinical owner', on: '2026-02-01', version: '0.0.9', isOfThisVersion: false },
    ]);
    expect(text + (await (await get(BROWSER)).text())).not.toContain('somebody (');
  });
  it('is a page without script or style that can be read without seeing it', async () => {
    const page = await (await get(BROWSER)).text();
    expect(page).not.toMatch(/<script|<style|style=|javascript:|\son\w+=|<form|<img/);
    expect(page.match(/<h1>/g)).toHaveLength(1);
    expect(page).toContain('<html lang="en">');
    expect(page).toContain('<title>Supportive care prompts: about</title>');
    for (const { text, reviewedOn } of haven?.content.about.evidenceBased ?? [])
      expect(page).toContain(`<td>${text.replaceAll("'", '&#39;')}</td><td>${reviewedOn}</td>`);
    expect(page.match(/<th scope="row">\d+\. /g)).toHaveLength(44);
  });
  it('says that nobody has approved it where that is so', async () => {
    expect(await (await get(BROWSER, { approvals: [] })).text()).toContain('Nobody has approved it.');
  });
  it('can be read aloud: only the variables that the regulation names and the developer say more (invariant 4)', async () => {
    const page = await (await get(BROWSER)).text();
    const words = page
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll(/Use of sex(?:ual orientation)?|Haven CDS/g, '');
    expect(forbiddenWord(words, ['en'])).toBeUndefined();
    const json = await (await get('application/json')).text();
    const said = json.replaceAll(/Use of sex(?:ual orientation)?|Haven CDS/g, '');
    expect(forbiddenWord(said, ['en'])).toBeUndefined();
  });
  it('needs no token, sets no cookie and is counted and logged nowhere', async () => {
    const response = await get(BROWSER, { demo: false, auth: 'jwt' });
    expect(response.status).toBe(200);
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(haven?.lines).toStrictEqual([]);
    expect(haven?.records).toStrictEqual([]);
  });
});
