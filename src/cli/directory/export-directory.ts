import { writeFile } from 'node:fs/promises';
import { exportFhir } from '../../directory/export/export-fhir.js';
import { exportHsds } from '../../directory/export/export-hsds.js';
import type { CommandTools } from '../command-tools.js';
import { contentOf } from '../content-of.js';
import type { ExitCode } from '../exit.js';

export const EXPORTS = ['hsds', 'fhir'] as const;

/** Options of `haven directory export`. */
export interface ExportOptions {
  readonly to: (typeof EXPORTS)[number];
  /** file that is written; default: the output */
  readonly out: string | undefined;
}

/** `haven directory export`: every service of the site, those that are overdue included, as HSDS 3.0 or FHIR R4. */
export async function exportDirectory({ to, out }: ExportOptions, tools: CommandTools): Promise<ExitCode> {
  const { directory } = await contentOf(tools);
  const services = directory.listed.map(({ service }) => service);
  const value =
    to === 'hsds' ? exportHsds(services) : exportFhir(services, new Date(tools.now()).toISOString());
  const text = JSON.stringify(value, undefined, 2);
  if (out === undefined) tools.print(text);
  else {
    await writeFile(out, `${text}\n`);
    tools.print(`written  ${out}: ${services.length} service(s)`);
  }
  return 0;
}
