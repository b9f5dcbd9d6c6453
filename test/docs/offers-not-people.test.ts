import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { METRICS } from '../../src/meter/metric-table.js';
import { ROOT } from '../support/data-content.js';

/** Ways to count people instead of offers, in the three languages (response brief 5 and 6.1: never a measure). */
const COUNTS_PEOPLE: readonly RegExp[] = [
  /victims?\s+(?:\w+\s+){0,2}?(?:identified|found|detected|rescued|saved|flagged)/i,
  /(?:identif(?:y|ied|ies|ying)|detect(?:ed|s|ing)?|find(?:s|ing)?|found|rescu\w+|flag(?:s|ged)?)\s+(?:\w+\s+){0,2}?victims?\b/i,
  /\b(?:cases?|positives?|survivors?)\s+(?:\w+\s+)?(?:identified|found|detected|caught)\b/i,
  /\b(?:true|confirmed) positives?\b/i,
  /victimes?\s+(?:\w+\s+){0,2}?(?:identifi|rep[ée]r|trouv|d[ée]tect|sauv)/i,
  /(?:identifi|rep[ée]r|d[ée]tect|sauv)\w*\s+(?:\w+\s+){0,2}?victimes?\b/i,
  /v[íi]ctimas?\s+(?:\w+\s+){0,2}?(?:identificad|encontrad|detectad|rescatad)/i,
  /(?:identific|encontr|detect|rescat)\w*\s+(?:\w+\s+){0,2}?v[íi]ctimas?\b/i,
];

/** Where such words stand for a reason: titles of publications, notes that people write, and the rule itself. */
const EXCEPTIONS: readonly (readonly [path: RegExp, why: string])[] = [
  [/^cds-services\/private-conversation\/evidence\.md$/, 'titles of publications'],
  [/^docs\/cues\.md$/, 'titles of publications'],

  [/^docs\/staff\.md$/, 'quotes the rule'],
];

const FOLDERS = ['src', 'cds-services', 'docs', 'docker'];
const PAGES = ['README.md', 'ARCHITECTURE.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md'];

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:ts|ya?ml|json|md)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length).replace(/^\//, ''));
}

function countsPeople(text: string): string | undefined {
  const plain = text.replaceAll(/\s+/g, ' ');
  return COUNTS_PEOPLE.map((pattern) => pattern.exec(plain)?.[0]).find((hit) => hit !== undefined);
}

describe('Wording counts what was offered, never people (issue: staff)', () => {
  const paths = [...PAGES, ...FOLDERS.flatMap(filesIn)];
  const isException = (path: string): boolean => EXCEPTIONS.some(([pattern]) => pattern.test(path));

  it('in every text of the product: code, content, pages', () => {
    expect(paths.length).toBeGreaterThan(400);
    const hits = paths
      .filter((path) => !isException(path))
      .flatMap((path) => {
        const hit = countsPeople(readFileSync(join(ROOT, path), 'utf8'));
        return hit === undefined ? [] : [`${path}: ${hit}`];
      });
    expect(hits).toStrictEqual([]);
  });
  it('in the names and words of metrics', () => {
    for (const [name, { help }] of Object.entries(METRICS))
      expect(countsPeople(`${name.replaceAll('_', ' ')} ${help}`)).toBeUndefined();
  });
  it('with no more exceptions than are needed', () => {
    for (const [pattern, why] of EXCEPTIONS) {
      const texts = paths
        .filter((path) => pattern.test(path))
        .map((path) => readFileSync(join(ROOT, path), 'utf8'));
      expect([why, texts.some((text) => countsPeople(text) !== undefined)]).toStrictEqual([why, true]);
    }
  });
  it.each([
    'Victims identified: 12',
    'three victims were identified',
    'we identify trafficking victims',
    'cases found this month',
    'survivors detected',
    'true positives',
    'victimes identifiées',
    'repérer des victimes',
    'víctimas identificadas',
    'detectar a víctimas',
  ])('knows “%s” for what it is', (text) => {
    expect(countsPeople(text)).toBeDefined();
  });
  it.each(['conversations offered: 12', 'prompts that were answered with an offer', 'found cases of names'])(
    'lets “%s” be',
    (text) => {
      expect(countsPeople(text)).toBeUndefined();
    },
  );
});
