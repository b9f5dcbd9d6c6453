import { forbiddenWord } from '../../src/content/lint-text.js';
import type { Site } from '../../src/model/site.js';
import { startHaven } from '../support/web-server-under-test.js';
import type { Haven } from '../support/web-server-under-test.js';

let haven: Haven | undefined;
afterEach(async () => {
  await haven?.close();
  haven = undefined;
});

async function get(
  path = '/staff-support',
  site: Partial<Site> = {},
  init: RequestInit = {},
): Promise<Response> {
  haven ??= await startHaven({ site });
  return fetch(`${haven.url}${path}`, init);
}

const LANGUAGES = ['en', 'fr', 'es'];

describe('GET /staff-support (issue: a short debrief with the site’s own contacts; response brief 5)', () => {
  it('has a few steps and the site’s own contacts, with number or address and hours', async () => {
    const staffSupport = [
      { name: 'Peer <team>', phone: '4420', url: undefined, hours: 'day & night' },
      { name: 'Chaplain', phone: undefined, url: 'https://staff.example.org/a?b=1&c', hours: undefined },
    ];
    const page = await (await get('/staff-support', { staffSupport })).text();
    expect(page).toContain('<title>Support for staff</title>');
    expect(page.match(/<ol>\n(<li>.+<\/li>\n){3,6}<\/ol>/)).not.toBeNull();
    expect(page).toContain('<li>Peer &lt;team&gt;, 4420, day &amp; night</li>');
    expect(page).toContain(
      '<li><a href="https://staff.example.org/a?b=1&amp;c" rel="noreferrer">Chaplain</a></li>',
    );
  });
  it('says so where the site has named nobody', async () => {
    const page = await (await get('/staff-support', { staffSupport: [] })).text();
    expect(page).toContain('This hospital has named nobody here yet.');
  });
  it('speaks the site’s language, or the one that is asked for, and says which', async () => {
    const site = { language: 'fr' };
    expect(await (await get('/staff-support', site)).text()).toContain('<html lang="fr">');
    for (const language of LANGUAGES) {
      // One after the other.
      // oxlint-disable-next-line no-await-in-loop
      const page = await (await get(`/staff-support/${language}`, site)).text();
      expect(page).toContain(`<html lang="${language}">`);
      for (const other of LANGUAGES.filter((one) => one !== language))
        expect(page).toContain(`<a href="/staff-support/${other}" lang="${other}" hreflang="${other}">`);
    }
    expect((await get('/staff-support/de', site)).status).toBe(404);
  });
  it('links the questionnaire of its author with the credit line, and embeds nothing of it', async () => {
    const page = await (await get()).text();
    expect(page).toContain('<a href="https://proqol.org/" rel="noreferrer">ProQOL');
    expect(page).toMatch(/by B\. Hudnall Stamm, www\.ProQOL\.org\. Free to use/);
    expect(page).not.toMatch(/<iframe|<object|<embed|<form|<input|<script|<style|style=|<img/);
  });
  it('is opt-in and keeps nothing: no cookie, no form, no line in the log, no count, and nobody keeps the page', async () => {
    const headers = { cookie: 'who=me', 'user-agent': 'a-browser', referer: 'https://chart.example/p1' };
    const response = await get('/staff-support', {}, { headers });
    expect(response.status).toBe(200);
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none';frame-ancestors 'none'");
    expect(haven?.lines).toStrictEqual([]);
    expect(haven?.records).toStrictEqual([]);
    expect(haven?.feedback).toStrictEqual([]);
    expect(await haven?.counts()).toStrictEqual([]);
    expect(haven?.logText()).not.toMatch(/a-browser|who=me|chart\.example/);
  });
  it('takes nothing: what is sent there is not found', async () => {
    expect((await get('/staff-support', {}, { method: 'POST', body: 'mood=bad' })).status).toBe(404);
    expect(haven?.lines).toStrictEqual([]);
  });
  it.each(LANGUAGES)('can be read over a shoulder in %s (invariant 4)', async (language) => {
    const page = await (await get(`/staff-support/${language}`)).text();
    expect(forbiddenWord(page.replaceAll(/<[^>]*>/g, ' '), [language, 'en'])).toBeUndefined();
    expect(page).toMatch(/<title>(?:Support for staff|Soutien au personnel|Apoyo para el personal)<\/title>/);
  });
  it('is found from the console', async () => {
    expect(await (await get('/console')).text()).toContain('<a href="/staff-support">Support for staff</a>');
  });
});
