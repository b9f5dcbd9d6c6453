/**
 * Prints the bill of materials of what runs (CycloneDX): `npm run --silent sbom > haven-cds.cdx.json`.
 * `npm sbom --omit dev` leaves out every package that a development package also uses, zod and yaml among them. So the whole bill is
 * asked for, and what npm itself marks as for development only is taken out of it.
 */
import { execFileSync } from 'node:child_process';

const DEVELOPMENT = 'cdx:npm:package:development';

const bill = JSON.parse(
  execFileSync(
    'npm',
    ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--package-lock-only'],
    {
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
    },
  ),
);
const isForDevelopment = ({ properties = [] }) =>
  properties.some(({ name, value }) => name === DEVELOPMENT && value === 'true');
const components = bill.components.filter((component) => !isForDevelopment(component));
const kept = new Set([bill.metadata.component, ...components].map((component) => component['bom-ref']));
const dependencies = bill.dependencies
  .filter(({ ref }) => kept.has(ref))
  .map((entry) => ({ ...entry, dependsOn: (entry.dependsOn ?? []).filter((ref) => kept.has(ref)) }));
process.stdout.write(`${JSON.stringify({ ...bill, components, dependencies }, null, 2)}\n`);
