import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../support/data-content.js';

const run = promisify(execFile);

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}
interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly dev?: boolean }>>;
}
interface Bill {
  readonly metadata: { readonly component: { readonly 'bom-ref': string } };
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly components: readonly {
    readonly 'bom-ref': string;
    readonly name: string;
    readonly version: string;
    readonly purl: string;
  }[];
}

function json(path: string): unknown {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
}

describe('npm run sbom (CycloneDX)', () => {
  let bill: Bill;
  beforeAll(async () => {
    const { stdout } = await run('npm', ['run', '--silent', 'sbom'], {
      cwd: ROOT,
      maxBuffer: 64 * 1024 * 1024,
    });
    bill = JSON.parse(stdout) as Bill;
  }, 60_000);

  it('is a CycloneDX document', () => {
    expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: expect.stringMatching(/^1\.\d$/) });
  });

  it('holds every dependency of the manifest in its exact version, the optional ones too', () => {
    const { dependencies, optionalDependencies } = json('package.json') as Manifest;
    const listed = new Set(bill.components.map(({ name, version }) => `${name}@${version}`));
    for (const [name, version] of Object.entries({ ...dependencies, ...optionalDependencies }))
      expect(listed).toContain(`${name}@${version}`);
  });

  it('holds everything that those bring along, with an address each', () => {
    const { packages } = json('package-lock.json') as Lock;
    const inLock = Object.entries(packages).flatMap(([path, { version, dev }]) =>
      path === '' || dev === true
        ? []
        : [`${path.slice(path.lastIndexOf('node_modules/') + 13)}@${version ?? ''}`],
    );
    const listed = new Set(bill.components.map(({ name, version }) => `${name}@${version}`));
    expect(inLock.filter((one) => !listed.has(one))).toStrictEqual([]);
    for (const { purl } of bill.components) expect(purl).toMatch(/^pkg:npm\//);
  });

  it('holds nothing that only developers need', () => {
    const { devDependencies, dependencies } = json('package.json') as Manifest;
    const names = new Set(bill.components.map(({ name }) => name));
    for (const name of ['jest', 'typescript', 'supertest']) {
      expect(devDependencies).toHaveProperty(name);
      expect(dependencies).not.toHaveProperty(name);
      expect(names).not.toContain(name);
    }
  });

  it('says who brings what along, and names nothing that is not in it', () => {
    const known = new Set([bill.metadata.component, ...bill.components].map((one) => one['bom-ref']));
    for (const { ref, dependsOn } of bill.dependencies)
      expect([ref, ...dependsOn].filter((one) => !known.has(one))).toStrictEqual([]);
    const own = bill.dependencies.find(({ ref }) => ref === bill.metadata.component['bom-ref']);
    expect(own?.dependsOn.length).toBeGreaterThan(10);
  });
});
