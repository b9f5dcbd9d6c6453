import request from 'supertest';
import { FORBIDDEN_WORDS } from '../../src/content/forbidden-words.js';
import { memoryLedger } from '../../src/ledger/memory-ledger.js';
import type { Ledger } from '../../src/ledger/ledger.js';
import { HavenError } from '../../src/model/haven-error.js';
import type { Department } from '../../src/model/site.js';
import { START, startVoice } from '../support/voice-service.js';
import type { VoiceOptions, VoiceService } from '../support/voice-service.js';
import { hookCall } from '../support/web-charts.js';

const TOKEN = 'a token of operators that nobody can guess';
const ED: Department = {
  id: 'ed',
  match: { locations: ['ed-room'], serviceProviders: undefined, serviceTypes: undefined },
  approach: 'conversation',
  mode: 'live',
  alertsPer1000: undefined,
};

let voice: VoiceService;
afterEach(async () => voice.close());

async function start(options: VoiceOptions = {}): Promise<void> {
  voice = await startVoice({ operatorToken: TOKEN, ...options });
}

function post(form: Readonly<Record<string, string>>): request.Test {
  const fields = {
    token: TOKEN,
    action: 'suspend',
    department: '',
    by: 'Nurse in charge',
    reason: 'a drill',
  };
  return request(voice.url)
    .post('/console')
    .type('form')
    .send({ ...fields, ...form });
}

async function isShown(): Promise<boolean> {
  return (await voice.ask(hookCall())).length === 1;
}

describe('The console (issue: kill switch)', () => {
  it('suspends and resumes the site at once, and says who and why in the ledger only', async () => {
    await start();
    expect(await isShown()).toBe(true);
    const suspended = await post({});
    expect(suspended.status).toBe(200);
    expect(suspended.text).toContain('Done: the whole site is suspended.');
    expect(await isShown()).toBe(false);
    expect(await voice.ledger.overrides()).toStrictEqual([
      { department: undefined, mode: 'suspended', since: START, by: 'Nurse in charge', reason: 'a drill' },
    ]);
    const page = await request(voice.url).get('/console');
    expect(page.text).toContain('suspended');
    expect(page.text).not.toContain('Nurse in charge');
    const resumed = await post({ action: 'resume' });
    expect(resumed.text).toContain('Done: the whole site is no longer suspended.');
    expect(await isShown()).toBe(true);
    expect(voice.operators).toStrictEqual([
      { action: 'suspend', department: undefined },
      { action: 'resume', department: undefined },
    ]);
  });
  it('suspends one department', async () => {
    await start({ site: { departments: [ED] } });
    const { text } = await post({ department: 'ed' });
    expect(text).toContain('Done: ed is suspended.');
    expect(text).toMatch(/<th scope="row">ed<\/th><td>suspended<\/td>/);
    expect(text).toMatch(/<th scope="row">elsewhere<\/th><td>live<\/td>/);
    expect(await isShown()).toBe(true);
  });
  it('resumes a department that was suspended and then taken out of the site’s file', async () => {
    await start({ site: { departments: [ED] } });
    await voice.restraints.setOverride({
      kind: 'set',
      department: '<attic>',
      mode: 'suspended',
      since: START,
      by: 'Nurse in charge',
      reason: 'a drill',
    });
    const { text } = await request(voice.url).get('/console');
    expect(text).toContain(
      '<option value="&lt;attic&gt;">&lt;attic&gt; (no longer in the site’s file)</option>',
    );
    expect((await post({ department: '<attic>' })).status).toBe(400);
    const resumed = await post({ action: 'resume', department: '<attic>' });
    expect(resumed.status).toBe(200);
    expect(resumed.text).not.toContain('<option value="&lt;attic');
    expect(await voice.ledger.overrides()).toStrictEqual([]);
    expect((await post({ action: 'resume', department: '<attic>' })).status).toBe(400);
  });
  it.each([
    ['another token', { token: `${TOKEN}.` }, 401],
    ['no token', { token: '' }, 401],
    ['half a token', { token: TOKEN.slice(0, 20) }, 401],
    ['a department that the site does not have', { department: 'attic' }, 400],
    ['nobody’s name', { by: ' ' }, 400],
    ['no reason', { reason: '' }, 400],
    ['a name that is too long', { by: 'x'.repeat(101) }, 400],
    ['a reason that is too long', { reason: 'x'.repeat(301) }, 400],
    ['another action', { action: 'live' }, 400],
    ['no action', { action: '' }, 400],
    ['a form that is too large', { reason: 'x'.repeat(9000) }, 400],
  ])('changes nothing for %s', async (_, form, status) => {
    await start();
    const answer = await post(form);
    expect(answer.status).toBe(status);
    expect(answer.text).toMatch(/<p role="alert"><strong>Not done: /);
    expect(await isShown()).toBe(true);
    expect(voice.operators).toStrictEqual(
      status === 401 ? [{ action: 'refused', department: undefined }] : [],
    );
  });
  it('takes the longest name and reason that it asks for', async () => {
    await start();
    expect((await post({ by: 'x'.repeat(100), reason: 'y'.repeat(300) })).status).toBe(200);
  });
  it('changes nothing for anyone where there is no token', async () => {
    voice = await startVoice();
    for (const token of ['', 'undefined', TOKEN]) expect((await post({ token })).status).toBe(403);
    expect(await isShown()).toBe(true);
    expect((await request(voice.url).get('/console')).text).not.toContain('<form');
  });
  it('says that it is not done where the ledger cannot record it', async () => {
    const down: Ledger = {
      ...memoryLedger({ now: () => START }),
      setOverride: () => Promise.reject(new HavenError('ledger-unavailable', 'down')),
    };
    await start({ ledger: down });
    const { status, text } = await post({});
    expect(status).toBe(503);
    expect(text).toContain('Not done: this cannot be recorded now.');
  });
  it('needs the token typed in the form: a header or a cookie does not stand for it', async () => {
    await start();
    const answer = await request(voice.url)
      .post('/console')
      .set({
        authorization: `Bearer ${TOKEN}`,
        cookie: `token=${TOKEN}`,
        origin: 'https://elsewhere.example.org',
      })
      .type('form')
      .send({ action: 'suspend', department: '', by: 'somebody', reason: 'a page of theirs' });
    expect(answer.status).toBe(401);
    expect(answer.headers).not.toHaveProperty('set-cookie');
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
  });
  it('is taken from a browser, which sends no origin that can be known', async () => {
    await start();
    expect((await post({}).set('origin', 'null')).status).toBe(200);
  });
});

describe('The console’s page', () => {
  it('is plain HTML without script, style or frame, and nobody keeps it', async () => {
    await start({ site: { title: 'A & B <Hospital>' } });
    const { status, headers, text } = await request(voice.url).get('/console');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    );
    expect(text).not.toMatch(/<script|<style|style=|javascript:|\son\w+=/);
    expect(text).toContain('A &amp; B &lt;Hospital&gt;');
  });
  it('can be used without seeing it: a language, one heading, labelled fields, headed rows', async () => {
    await start({ site: { departments: [ED] } });
    const { text } = await request(voice.url).get('/console');
    expect(text).toContain('<html lang="en">');
    expect(text.match(/<h1>/g)).toHaveLength(1);
    for (const [, id] of text.matchAll(/<(?:input|select) id="(\w+)"/g))
      expect(text).toContain(`<label for="${id}">`);
    expect(text.match(/<(?:input|select) /g)).toHaveLength(4);
    expect(text.match(/<th scope="row">/g)).toHaveLength(2);
    expect(text).toMatch(/<input id="token" name="token" type="password" required autocomplete="off">/);
  });
  it('says nothing that could be read over a shoulder (invariant 4)', async () => {
    await start({ site: { mode: 'shadow', gate: { items: [], departments: {} }, approvals: [] } });
    const { text } = await request(voice.url).get('/console');
    const words = text
      .replaceAll(/<[^>]*>/g, ' ')
      .replace('HAVEN_OPERATOR_TOKEN', '')
      .replaceAll(/[-_]/g, ' ');
    expect(words).not.toMatch(new RegExp(`\\b(?:${(FORBIDDEN_WORDS['en'] ?? []).join('|')})`, 'i'));
  });
});
