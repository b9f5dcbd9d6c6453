import type { Site } from '../../src/model/site.js';
import type { StaffContact } from '../../src/model/staff-support.js';
import { lintWith } from '../support/lint-with.js';
import { shippedContent, siteOf } from '../support/shipped-content.js';

const PAGE = 'staff-support/pages/fr.yaml';
const CHECK = 'staff-support/self-check.yaml';

describe('The page for staff as files (response brief 5)', () => {
  it('is there in every language that cards have', async () => {
    const { staffSupport, speech } = await shippedContent();
    expect([...staffSupport.pages.keys()].toSorted()).toStrictEqual(['en', 'es', 'fr']);
    for (const language of speech.keys()) expect(staffSupport.pages.has(language)).toBe(true);
  });
  it.each([
    ['a missing key', (text: string) => text.replace(/^lead:.*\n/m, '')],
    ['a key that no other language has', (text: string) => `${text}more: encore\n`],
    ['a step less than the others', (text: string) => text.replace(/^steps:\n {2}- .*\n/m, 'steps:\n')],
    ['another language than its name', (text: string) => text.replace('language: fr', 'language: es')],
    [
      'a word that may not be read over a shoulder',
      (text: string) => text.replace('cinq minutes', 'une victime'),
    ],
    ['an English word that may not', (text: string) => text.replace('cinq minutes', 'the hotline')],
    ['HTML', (text: string) => text.replace('cinq minutes', '<b>cinq</b> minutes')],
  ])('is refused for %s', async (_, change) => {
    expect(await lintWith(PAGE, change)).not.toStrictEqual([]);
  });
  it.each([
    ['no credit line', (text: string) => text.replace(/credit:[\s\S]*?(?=verifiedOn)/, '')],
    ['an address without a lock', (text: string) => text.replace('https:', 'http:')],
    ['no day of verification', (text: string) => text.replace(/verifiedOn.*/, '')],
  ])('does not link a questionnaire with %s', async (_, change) => {
    expect(await lintWith(CHECK, change)).not.toStrictEqual([]);
  });
});

const BASE = 'id: one\ntitle: One\nauth: none-i-accept-the-risk\nstaffSupport: ';
function contacts(text: string): Site['staffSupport'] | undefined {
  const site = siteOf(`${BASE}{ contacts: [${text}] }\n`);
  return 'id' in site ? site.staffSupport : undefined;
}

describe('`staffSupport` of site.yaml', () => {
  it('gives the address of the page for cards, https only, and nothing in it that may not be read over a shoulder', async () => {
    const linked = (url: string): unknown => siteOf(`${BASE}{ cardLink: "${url}" }\n`);
    expect(linked('https://a.example/staff-support')).toMatchObject({
      staffSupportLink: 'https://a.example/staff-support',
    });
    expect(linked('http://a.example/staff-support')).not.toHaveProperty('id');
    const found = await lintWith(PAGE, (text) => text, { staffSupportLink: 'https://hotline.example/' });
    expect(found).not.toStrictEqual([]);
  });
  it('names people with a number or an address', () => {
    expect(
      contacts('{ name: Peers, phone: "4420" }, { name: Help, url: "https://a.example/b", hours: always }'),
    ).toStrictEqual([
      { name: 'Peers', phone: '4420', url: undefined, hours: undefined },
      { name: 'Help', phone: undefined, url: 'https://a.example/b', hours: 'always' },
    ]);
  });
  it('may be left out: then nobody is named', () => {
    const site = siteOf('id: one\ntitle: One\nauth: none-i-accept-the-risk\n');
    expect(site).toMatchObject({ staffSupport: [] });
  });
  it.each([
    ['neither number nor address', '{ name: Peers }'],
    ['no name', '{ phone: "4420" }'],
    ['an address without a lock', '{ name: Peers, url: "http://a.example" }'],
    ['a script for an address', '{ name: Peers, url: "javascript:alert(1)" }'],
    ['a number that is none', '{ name: Peers, phone: call us }'],
    ['thirteen contacts', Array.from({ length: 13 }, () => '{ name: Peers, phone: "4420" }').join()],
  ])('is refused with %s', (_, text) => {
    expect(contacts(text)).toBeUndefined();
  });
  it('takes twelve contacts', () => {
    expect(contacts(Array.from({ length: 12 }, () => '{ name: Peers, phone: "4420" }').join())).toHaveLength(
      12,
    );
  });
  it('names nothing that may not be read over a shoulder, in the address either', async () => {
    const contact: StaffContact = { name: 'Peers', phone: '4420', url: undefined, hours: undefined };
    const lint = (change: Partial<StaffContact>): ReturnType<typeof lintWith> =>
      lintWith(PAGE, (text) => text, { staffSupport: [{ ...contact, ...change }] });
    expect(await lint({})).toStrictEqual([]);
    expect(await lint({ name: 'Victim services' })).not.toStrictEqual([]);
    expect(await lint({ url: 'https://a.example/trafficking' })).not.toStrictEqual([]);
  });
});
