import { DAY_MS } from '../model/civil.js';
import { EMPTY_GATE, gateRule } from '../model/gate.js';
import type { Gate, GateEntry } from '../model/gate.js';
import type { Site } from '../model/site.js';
import type { Verified } from '../model/verified.js';
import { checkFile } from './check-file.js';
import { parseContentFile } from './content-file.js';
import type { ContentFile } from './content-file.js';
import type { LintFinding } from './lint-finding.js';
import { GATE_FILE } from './schema/gate-file.js';
import type { GateFileEntry, GateItemEntry } from './schema/gate-file.js';

/** What a gate is read for. */
type GateSite = Pick<Site, 'demo' | 'departments'>;

export type GateResult =
  | { readonly kind: 'read'; readonly gate: Gate }
  | { readonly kind: 'refused'; readonly findings: readonly LintFinding[] };

/** Start of a day, UTC. */
function startOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function verifiedOf({ item, verifiedOn, expires }: GateItemEntry): Verified {
  if (verifiedOn === 'start') return { kind: 'start' };
  const from = startOf(verifiedOn);
  const lastDay = expires === undefined ? from + gateRule(item).days * DAY_MS : startOf(expires);
  return { kind: 'dated', from, until: lastDay + DAY_MS };
}

function entryOf(entry: GateItemEntry): GateEntry {
  const { item, evidence, owner, contentVersion } = entry;
  return { item, evidence, owner, verified: verifiedOf(entry), contentVersion };
}

function gateOf({ items, departments }: GateFileEntry): Gate {
  const own = Object.entries(departments).map(([id, entries]) => [id, entries.map(entryOf)] as const);
  return { items: items.map(entryOf), departments: Object.fromEntries(own) };
}

function lintStart(
  { verifiedOn, expires, contentVersion }: GateItemEntry,
  isDemo: boolean,
): string | undefined {
  if (verifiedOn !== 'start') return undefined;
  if (!isDemo) return 'verifiedOn: `start` is for a demo site; give the day on which somebody verified it';
  return expires === undefined && contentVersion === undefined
    ? undefined
    : 'verifiedOn: `start` has neither `expires` nor `contentVersion`';
}

function lintDates({ item, verifiedOn, expires }: GateItemEntry): string | undefined {
  if (verifiedOn === 'start' || expires === undefined) return undefined;
  const days = (startOf(expires) - startOf(verifiedOn)) / DAY_MS;
  if (days < 0) return `expires: ${expires} is before ${verifiedOn}, on which it was verified`;
  const most = gateRule(item).days;
  return days <= most
    ? undefined
    : `expires: ${days} days after it was verified; ${item} stands for at most ${most}`;
}

function lintBound({ item, verifiedOn, contentVersion }: GateItemEntry): string | undefined {
  if (verifiedOn === 'start') return undefined;
  const isBound = gateRule(item).bound === 'content-version';
  if (isBound === (contentVersion !== undefined)) return undefined;
  return isBound
    ? `contentVersion: ${item} is done anew for each version of the content (service.yaml)`
    : `contentVersion: ${item} is not bound to a version`;
}

function lintEntries(
  file: ContentFile,
  where: readonly PropertyKey[],
  entries: readonly GateItemEntry[],
  isDemo: boolean,
): readonly LintFinding[] {
  return entries.flatMap((entry, number) =>
    [lintStart(entry, isDemo), lintDates(entry), lintBound(entry)].flatMap((message) =>
      message === undefined ? [] : [file.at([...where, number], 'gate', message)],
    ),
  );
}

function lintGate(
  file: ContentFile,
  value: GateFileEntry,
  { demo, departments }: GateSite,
): readonly LintFinding[] {
  const known = new Set(departments.map(({ id }) => id));
  const own = Object.entries(value.departments).flatMap(([id, entries]) => [
    ...(known.has(id) ? [] : [file.at(['departments', id], 'gate', `no department "${id}" in site.yaml`)]),
    ...lintEntries(file, ['departments', id], entries, demo),
  ]);
  return [...lintEntries(file, ['items'], value.items, demo), ...own];
}

/**
 * Reads a site's checklist. A site without one has verified nothing, and stays in shadow.
 *
 * @param text undefined where there is no such file
 */
export function readGate(path: string, text: string | undefined, site: GateSite): GateResult {
  if (text === undefined) return { kind: 'read', gate: EMPTY_GATE };
  const file = parseContentFile(path, text);
  const checked = checkFile(file, GATE_FILE);
  if (checked.kind === 'invalid') return { kind: 'refused', findings: checked.findings };
  const findings = lintGate(file, checked.value, site);
  return findings.length > 0 ? { kind: 'refused', findings } : { kind: 'read', gate: gateOf(checked.value) };
}
