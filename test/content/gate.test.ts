import { formatFinding } from '../../src/content/lint-finding.js';
import { FORBIDDEN_WORDS } from '../../src/content/forbidden-words.js';
import { readGate } from '../../src/content/read-gate.js';
import type { GateResult } from '../../src/content/read-gate.js';
import { blockingItems } from '../../src/decide/blocking-items.js';
import { GATE_ITEM_IDS, gateRule } from '../../src/model/gate.js';
import type { Department } from '../../src/model/site.js';
import { demoSite, shippedTexts } from '../support/shipped-content.js';

const CLINIC: Department = {
  id: 'clinic',
  match: { locations: ['1'], serviceProviders: undefined, serviceTypes: undefined },
  approach: 'conversation',
  mode: 'shadow',
  alertsPer1000: undefined,
};
const SITE = { demo: false, departments: [CLINIC] };

function read(text: string, demo = false): GateResult {
  return readGate('gate.yaml', text, { ...SITE, demo });
}

function findings(text: string, demo = false): readonly string[] {
  const result = read(text, demo);
  return result.kind === 'read' ? [] : result.findings.map(formatFinding);
}

/** A gate.yaml with one entry. */
function one(item: string, more: string): string {
  return `items:\n  - item: ${item}\n    evidence: where it is kept\n    owner: somebody\n${more}`;
}

const DATED = '    verifiedOn: "2026-01-10"\n';

describe('gate.yaml: what is written is what holds (response brief 8.2)', () => {
  it('stands as long as its item may, where it names no last day', () => {
    const result = read(one('on-call-contact', DATED));
    expect(result).toMatchObject({
      kind: 'read',
      gate: {
        items: [
          {
            item: 'on-call-contact',
            verified: { kind: 'dated', from: Date.parse('2026-01-10'), until: Date.parse('2026-02-10') },
          },
        ],
      },
    });
  });
  it('stands to the end of the last day that it names', () => {
    const result = read(one('staff-training', `${DATED}    expires: "2026-01-11"\n`));
    expect(result).toMatchObject({ gate: { items: [{ verified: { until: Date.parse('2026-01-12') } }] } });
  });
  it('is empty where there is no file', () => {
    expect(readGate('gate.yaml', undefined, SITE)).toStrictEqual({
      kind: 'read',
      gate: { items: [], departments: {} },
    });
  });
  it('has entries of its own for a department', () => {
    const text = `departments:\n  clinic:\n    - { item: staff-support, evidence: phone, owner: she, verifiedOn: "2026-01-10" }\n`;
    expect(read(text)).toMatchObject({ gate: { departments: { clinic: [{ item: 'staff-support' }] } } });
  });
});

describe('haven lint: gate.yaml', () => {
  it.each([
    ['an unknown item', one('coffee', DATED), /gate\.yaml:2:\d+ {2}schema {2}items\.0\.item: .*found "coffee"/],
    ['an item twice', `${one('staff-support', DATED)}  - { item: staff-support, evidence: abc, owner: de, verifiedOn: "2026-01-10" }\n`, /each item once/],
    ['an item without evidence', `items:\n  - { item: staff-support, owner: me, verifiedOn: "2026-01-10" }\n`, /items\.0\.evidence/],
    ['an item without owner', `items:\n  - { item: staff-support, evidence: phone, verifiedOn: "2026-01-10" }\n`, /items\.0\.owner/],
    ['an unknown member', one('staff-support', `${DATED}    until: "2026-01-10"\n`), /unknown member "until"/],
    ['a day that does not exist', one('staff-support', '    verifiedOn: "2026-02-30"\n'), /items\.0\.verifiedOn.*found "2026-02-30"/],
    ['a month', one('staff-support', '    verifiedOn: "2026-02"\n'), /items\.0\.verifiedOn/],
    ['a last day before the first', one('staff-support', `${DATED}    expires: "2026-01-09"\n`), /gate {2}expires: 2026-01-09 is before 2026-01-10/],
    ['a roster of more than 30 days', one('on-call-contact', `${DATED}    expires: "2026-02-10"\n`), /gate {2}expires: 31 days .* at most 30/],
    ['a drill of more than half a year ago', one('incident-drill', `${DATED}    expires: "2026-07-14"\n`), /185 days .* at most 184/],
    ['`start` on a site that is no demo', one('staff-support', '    verifiedOn: start\n'), /gate {2}verifiedOn: `start` is for a demo site/],
    ['privacy tests of no version', one('privacy-tests', DATED), /gate {2}contentVersion: privacy-tests is done anew/],
    ['a version where none is asked for', one('staff-support', `${DATED}    contentVersion: 0.1.0\n`), /gate {2}contentVersion: staff-support is not bound/],
    ['a department that the site does not have', `departments:\n  attic: []\n`, /gate\.yaml:2:\d+ {2}gate {2}no department "attic"/],
    ['a fault in a department', `departments:\n  clinic:\n    - { item: on-call-contact, evidence: abc, owner: de, verifiedOn: "2026-01-10", expires: "2026-06-01" }\n`, /gate\.yaml:3:\d+ {2}gate {2}expires: 142 days/],
  ])('finds %s', (_, text, finding) => {
    const found = findings(text);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(finding);
  }); // prettier-ignore
  it('takes a roster of 30 days, and a drill of half a year', () => {
    expect(findings(one('on-call-contact', `${DATED}    expires: "2026-02-09"\n`))).toStrictEqual([]);
    expect(findings(one('incident-drill', `${DATED}    expires: "2026-07-13"\n`))).toStrictEqual([]);
    expect(findings(one('privacy-tests', `${DATED}    contentVersion: 0.1.0\n`))).toStrictEqual([]);
  });
  it('takes `start` on a demo site, without a last day', () => {
    expect(findings(one('staff-support', '    verifiedOn: start\n'), true)).toStrictEqual([]);
    const both = findings(one('staff-support', '    verifiedOn: start\n    expires: "2026-04-10"\n'), true);
    expect(both).toHaveLength(1);
  });
});

describe('The shipped gates', () => {
  it('opens for the demo site whatever the clock says, and says that it is an example', async () => {
    const texts = await shippedTexts();
    const { gate } = demoSite(texts);
    for (const year of ['1990', '2026', '2090'])
      expect(blockingItems(gate, undefined, '0.1.0', Date.parse(year))).toStrictEqual([]);
    for (const { evidence, owner } of gate.items) {
      expect(evidence).toMatch(/^an example: /);
      expect(owner).toMatch(/demo/);
    }
  });
  it('says nothing in its own words that could be read over a shoulder (invariant 4)', () => {
    const forbidden = new RegExp(`\\b(?:${(FORBIDDEN_WORDS['en'] ?? []).join('|')})`, 'i');
    for (const item of GATE_ITEM_IDS) {
      expect(`${item.replaceAll('-', ' ')} ${gateRule(item).label}`).not.toMatch(forbidden);
    }
  });
});
