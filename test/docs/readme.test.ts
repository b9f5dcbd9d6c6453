import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../../src/config.js';
import { shippedContent, speechIn } from '../support/shipped-content.js';

const ROOT = join(import.meta.dirname, '..', '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

describe('README: what it shows is what the service does', () => {
  it('shows the card of the demo site word for word', async () => {
    const content = await shippedContent();
    const text = speechIn(content).wording.cards['time-alone'].any;
    const sample = read('README.md')
      .split('\n')
      .filter((line) => line.startsWith('│'))
      .map((line) => line.replaceAll(/^│|│$/g, '').trim())
      .join(' ');
    for (const sentence of [
      text?.routineSummary ?? '',
      ...Object.entries(text?.steps ?? {}).flatMap(([step, line]) => (step === 'remote' ? [] : [line])),
      speechIn(content).wording.immediateDanger,
    ]) {
      expect(sample).toContain(sentence.replaceAll('**', ''));
    }
  });

  it('lists exactly the variables that the service knows', () => {
    const listed = [...read('README.md').matchAll(/^\| `([A-Z_]+)` \|/gm)].map((match) => match[1]);
    expect(listed).toEqual([
      'PORT',
      'HOST',
      'HAVEN_PUBLIC_URL',
      'HAVEN_SITE',
      'HAVEN_FHIR_SERVERS',
      'HAVEN_OPERATOR_TOKEN',
      'HAVEN_DATABASE_URL',
      'HAVEN_KEYS',
      'HAVEN_SPOOL',
    ]);
    expect(() => readConfig({ HAVEN_UNHEARD_OF: 'x' })).toThrow(
      /HAVEN_UNHEARD_OF.*HAVEN_PUBLIC_URL, HAVEN_SITE, HAVEN_FHIR_SERVERS, HAVEN_SPOOL, HAVEN_OPERATOR_TOKEN, HAVEN_OPERATOR_TOKEN_FILE, HAVEN_DATABASE_URL/,
    );
  });

  it('has the two commands that a newcomer needs', () => {
    expect(read('README.md')).toContain('npm ci && npm start');
    expect(read('README.md')).toContain('npm ci && npm test');
  });
});

describe('ARCHITECTURE: its module table is what the build enforces', () => {
  it('agrees with the dependency-cruiser configuration row by row', () => {
    const rows = [...read('ARCHITECTURE.md').matchAll(/^\| `(\w+)` \| .* \| ([^|]+) \|$/gm)];
    const documented = Object.fromEntries(
      rows.map(([, name, allowed]) => [name, allowed === 'nothing' ? [] : (allowed ?? '').split(', ')]),
    );
    const source = /MAY_IMPORT = (\{[\s\S]*?\n\});?/.exec(read('.dependency-cruiser.mjs'))?.[1] ?? '{}';
    const enforced: unknown = JSON.parse(
      source
        .replaceAll("'", '"')
        .replaceAll(/(\w+):/g, '"$1":')
        .replaceAll(/,(\s*[}\]])/g, '$1'),
    );
    expect(documented).toEqual(enforced);
  });
});

describe('docs/dependencies: one line and a reason each', () => {
  it('names every dependency, and none that is not there', () => {
    const manifest = JSON.parse(read('package.json')) as {
      readonly dependencies: object;
      readonly devDependencies: object;
      readonly optionalDependencies: object;
    };
    const listed = [...read('docs/dependencies.md').matchAll(/^\| ([@\w*/., -]+?) \|/gm)].flatMap((match) =>
      (match[1] ?? '').split(', '),
    );
    const { dependencies, optionalDependencies, devDependencies } = manifest;
    const own = Object.keys({ ...dependencies, ...optionalDependencies, ...devDependencies }).map((name) =>
      name.startsWith('@types/') ? '@types/*' : name,
    );
    expect([...new Set(listed.filter((name) => !/^(?:Package|-+)$/.test(name)))].toSorted()).toEqual(
      [...new Set(own)].toSorted(),
    );
  });
});
