import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { APPROVAL_ROLES } from '../../src/model/approval.js';
import { readApprovals } from '../../src/content/read-approvals.js';
import { ROOT } from '../support/data-content.js';

const read = (name: string): string => readFileSync(join(ROOT, 'docs', name), 'utf8');
const PAGES = ['regulatory.md', 'safety-case.md', 'staff.md'];
const namedIn = (text: string): readonly string[] =>
  [...text.matchAll(/`((?:src|test|cds-services|docs)\/[^`*<>]+)`/g)].map(([, path = '']) => path);

describe.each(PAGES)('docs/%s', (page) => {
  const text = read(page);

  it('names files that are there', () => {
    expect(namedIn(text).length).toBeGreaterThan(3);
    for (const path of namedIn(text))
      expect([path, existsSync(join(ROOT, path))]).toStrictEqual([path, true]);
  });
  it('links pages that are there', () => {
    for (const [, path = ''] of text.matchAll(/\]\(((?!http)[^)#]+)/g))
      expect([path, existsSync(join(ROOT, 'docs', path))]).toStrictEqual([path, true]);
  });
  it('is found from the README', () => {
    expect(readFileSync(join(ROOT, 'README.md'), 'utf8')).toContain(`(docs/${page})`);
  });
});

describe('docs/safety-case.md (issue: hazards, controls, tests)', () => {
  const rows = read('safety-case.md')
    .split('\n')
    .filter((line) => /^\| H\d+ \|/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

  it('has its hazards numbered from H1 without a gap', () => {
    expect(rows.length).toBeGreaterThan(25);
    expect(rows.map(([number]) => number)).toStrictEqual(rows.map((_, index) => `H${index + 1}`));
  });
  it.each(rows.map((row) => [row[0] ?? '', row] as const))(
    '%s has a control, where it is, and a test that shows it',
    (_, [, hazard = '', control = '', where = '', proof = '', ...rest]) => {
      expect(hazard.length).toBeGreaterThan(10);
      expect(control.length).toBeGreaterThan(20);
      expect(namedIn(where).some((path) => /^(?:src|cds-services)\//.test(path))).toBe(true);
      expect(namedIn(proof).some((path) => path.startsWith('test/'))).toBe(true);
      expect(rest).toHaveLength(1);
    },
  );
});

describe('docs/regulatory.md (issue: answers as data flow)', () => {
  const text = read('regulatory.md');

  it('is no legal advice, and says as of when', () => {
    expect(text).toContain('**This is not legal advice**');
    expect(text).toMatch(/As of 20\d\d-\d\d-\d\d\./);
  });
  it('answers the four criteria of section 520(o)(1)(E) one by one', () => {
    const rows = [...text.matchAll(/^\| (\d)\. [^|]+\| [^|]{30,}\| [^|]*`test\/[^|]+\|$/gm)];
    expect(rows.map(([, number]) => number)).toStrictEqual(['1', '2', '3', '4']);
  });
  it.each(['FDA', '170.315', 'information blocking', 'HIPAA', '42 CFR Part 2', 'GDPR', 'Law 25'])(
    'has a section on %s',
    (name) => {
      expect(text.split('\n').some((line) => line.startsWith('## ') && line.includes(name))).toBe(true);
    },
  );
  it('says of each datum whence, whither, what for, how long, who, and where that is shown', () => {
    const rows = text.split('\n').filter((line) => /^\| D\d+ \|/.test(line));
    expect(rows).toHaveLength(13);
    for (const row of rows) {
      const cells = row.split('|').slice(1, -1);
      expect(cells).toHaveLength(7);
      expect(namedIn(cells[6] ?? '').some((path) => path.startsWith('test/'))).toBe(true);
    }
  });
  it('cites sources that it lists, and lists none that it does not cite', () => {
    const listed = [...text.slice(text.indexOf('## Sources')).matchAll(/^(\d+)\. /gm)].map(
      ([, number]) => number,
    );
    const cited = [...text.matchAll(/\[(\d+(?:, \d+)*)\]/g)].flatMap(([, numbers = '']) =>
      numbers.split(', '),
    );
    expect(new Set(cited)).toStrictEqual(new Set(listed));
  });
});

describe('docs/going-live.md: approvals', () => {
  it('shows an approvals.yaml that lints, with every role', () => {
    const [, example = ''] = /```yaml\n(approvals:[\s\S]*?)```/.exec(read('going-live.md')) ?? [];
    const result = readApprovals('approvals.yaml', example, { demo: false });
    expect(result.kind === 'read' && result.approvals.map(({ role }) => role)).toStrictEqual([
      ...APPROVAL_ROLES,
    ]);
  });
  it('has a row for every role', () => {
    for (const role of APPROVAL_ROLES) expect(read('going-live.md')).toContain(`| \`${role}\` |`);
  });
});
