import { readApprovals } from '../../src/content/read-approvals.js';
import {
  compileTexts,
  demoSite,
  shippedContent,
  shippedSite,
  shippedTexts,
} from '../support/shipped-content.js';

const SITE = { demo: false };
const dated = 'approvals: [{ role: privacy, name: B. Officer, on: "2026-11-03", version: 0.1.0 }]';

function messages(text: string, demo = false): readonly string[] {
  const result = readApprovals('approvals.yaml', text, { demo });
  return result.kind === 'refused' ? result.findings.map(({ rule, message }) => `${rule}: ${message}`) : [];
}

describe('approvals.yaml of a site (issue: two-person approval)', () => {
  it('is read: who approved which version, and when', () => {
    expect(readApprovals('approvals.yaml', dated, SITE)).toStrictEqual({
      kind: 'read',
      approvals: [
        {
          role: 'privacy',
          name: 'B. Officer',
          given: { kind: 'dated', from: Date.parse('2026-11-03T00:00:00Z'), version: '0.1.0' },
        },
      ],
    });
  });
  it('may be absent: then nobody has approved', () => {
    expect(readApprovals('approvals.yaml', undefined, SITE)).toStrictEqual({ kind: 'read', approvals: [] });
  });
  it('may say `start` on a demo site, and on no other', () => {
    const start = 'approvals: [{ role: privacy, name: nobody, on: start }]';
    expect(messages(start, true)).toStrictEqual([]);
    expect(messages(start)).toStrictEqual([expect.stringMatching(/^approval: `start` is for a demo site/)]);
  });
  it.each([
    ['an unknown role', dated.replace('privacy', 'janitor')],
    ['no name', dated.replace('B. Officer', '" "')],
    ['a name of one character', dated.replace('B. Officer', 'B')],
    ['a day that does not exist', dated.replace('2026-11-03', '2026-02-30')],
    ['no version', dated.replace(', version: 0.1.0', '')],
    ['a version on `start`', dated.replace('"2026-11-03"', 'start')],
    ['an unknown member', dated.replace('on:', 'paid: true, on:')],
  ])('is refused for %s', (_, text) => {
    expect(messages(text)).not.toStrictEqual([]);
  });
});

describe('What ships', () => {
  it('is approved by nobody, and says so', async () => {
    const texts = await shippedTexts();
    expect((await shippedContent()).approvals).toStrictEqual([]);
    expect(shippedSite(texts, 'example-hospital').approvals).toStrictEqual([]);
  });
  it('has examples on the demo site only, whose names say that they are nobody', async () => {
    const { approvals } = demoSite(await shippedTexts());
    expect(approvals).toHaveLength(3);
    for (const { name, given } of approvals) {
      expect(name).toMatch(/^nobody \(an example/);
      expect(given).toStrictEqual({ kind: 'start' });
    }
  });
  it('is one release: the continuity card has the version of the services', async () => {
    const texts = await shippedTexts();
    const path = 'continuity-of-care/service.yaml';
    const other = (texts.get(path) ?? '').replace('version: 0.1.0', 'version: 0.1.1');
    expect(compileTexts(new Map([...texts, [path, other]]), demoSite(texts))).toMatchObject([
      { file: path, rule: 'approval' },
    ]);
  });
  it('takes approvals of service.yaml with their version, and none by `start`', async () => {
    const texts = await shippedTexts();
    const path = 'private-conversation/service.yaml';
    const signed = (entry: string): string =>
      (texts.get(path) ?? '').replace('approvals: []', `approvals: [${entry}]`);
    const entry = '{ role: privacy, name: B. Officer, on: "2026-11-03", version: 0.1.0 }';
    expect(compileTexts(new Map([...texts, [path, signed(entry)]]), demoSite(texts))).toMatchObject({
      approvals: [{ role: 'privacy' }],
    });
    const start = '{ role: privacy, name: nobody, on: start }';
    expect(compileTexts(new Map([...texts, [path, signed(start)]]), demoSite(texts))).toMatchObject([
      { file: path, rule: 'schema' },
      { file: path, rule: 'schema' },
    ]);
  });
});
