import type { ClientProfile } from '../model/client-profile.js';
import type { Content } from '../model/content.js';
import { formatTable } from './format-table.js';

/** `haven prefetch-sheet`: what an analyst types into an EHR that does not read discovery. */
export function prefetchSheet(content: Content, client: ClientProfile): readonly string[] {
  const services = content.services.map(({ id, hook }) => `  ${hook.padEnd(16)} /cds-services/${id}`);
  const rows = content.prefetch.map(({ key, template, usedBy }) => [
    key,
    key === 'patient' ? 'yes' : 'no',
    String(usedBy.length),
    template,
  ]);
  const aliases = Object.entries(client.prefetchKeys).map(
    ([theirs, ours]) => `  ${theirs} is read as ${ours}`,
  );
  return [
    `Prefetch of site ${content.site.id}, client ${client.id}, content revision ${content.revision}`,
    '',
    'Services',
    ...services,
    '',
    ...formatTable(['Key', 'Required', 'Cues', 'Query'], rows),
    ...(aliases.length === 0 ? [] : ['', 'Other names that this client may use', ...aliases]),
  ];
}
