import { canonicalSystem, ICD_10_CM } from '../model/code-system.js';
import type { Site } from '../model/site.js';
import type { ValueSets } from './compile-value-sets.js';
import { lintAttributes } from './lint-attributes.js';
import { siteFinding } from './lint-finding.js';
import type { LintFinding } from './lint-finding.js';
import { lintClauses, lintCues, setNamesOf } from './lint-cues.js';
import { lintObservationForm } from './lint-observation-form.js';
import { lintShown } from './lint-shown.js';
import { lintStaffSupport } from './lint-staff-support.js';
import { lintSupportLine } from './lint-support-line.js';
import type { ParsedContent } from './parse-content.js';

function lintServices({ service }: ParsedContent): readonly LintFinding[] {
  const seen = new Set<string>();
  return service.value.services.flatMap(({ id, hook }, number) => {
    const key = `${id} ${hook}`;
    if (seen.has(key))
      return [service.file.at(['services', number], 'duplicate', `(${id}, ${hook}) is listed twice`)];
    seen.add(key);
    return [];
  });
}

/** The two folders are one release: who approves a version approves both. */
function lintVersions({ service, continuityService }: ParsedContent): readonly LintFinding[] {
  const [released, own] = [service.value.version, continuityService.value.version];
  if (own === released) return [];
  const message = `${own} here, ${released} in private-conversation: they are released and approved as one`;
  return [continuityService.file.at(['version'], 'approval', message)];
}

/** Files that nothing reads are mistakes: a renamed set, or a cue that was forgotten. */
function lintUnusedSets(content: ParsedContent): readonly LintFinding[] {
  const { settings } = content;
  const used = new Set([
    ...content.cues.flatMap(({ cue }) =>
      [...cue.any, ...(cue.unless ?? []).flatMap(({ any }) => any)].flatMap(setNamesOf),
    ),
    ...Object.values(settings.value.circumstances).flatMap(({ any }) => any.flatMap(setNamesOf)),
    ...settings.value.emergency,
    ...settings.value.remote,
    settings.value.interpreterYes,
    ...settings.value.notes,
  ]);
  return [...content.valueSets]
    .filter(([name]) => !used.has(name))
    .map(([name, { file }]) => file.at(['name'], 'unused-value-set', `nothing reads "${name}"`));
}

/** Only ICD-10-CM says by its characters what lies below what; elsewhere `is-a` would need a terminology server. */
function lintFilters({ valueSets }: ParsedContent): readonly LintFinding[] {
  return [...valueSets.values()].flatMap(({ file, value }) =>
    (['include', 'exclude'] as const).flatMap((side) =>
      (value.compose[side] ?? []).flatMap(({ system, filter }, number) =>
        filter === undefined || canonicalSystem(system) === ICD_10_CM
          ? []
          : [
              file.at(
                ['compose', side, number],
                'value-set-filter',
                `a filter on ${system} (only ICD-10-CM has them; list the concepts)`,
              ),
            ],
      ),
    ),
  );
}

function lintSettings({ settings, valueSets }: ParsedContent): readonly LintFinding[] {
  const { emergency, remote, interpreterYes, notes } = settings.value;
  const named = [...emergency, ...remote, interpreterYes, ...notes];
  return named
    .filter((name) => !valueSets.has(name))
    .map((name) => settings.file.at([], 'unknown-value-set', `no file value-sets/${name}.json`));
}

/** What is recorded about time alone is read like a cue, and may not read what no cue may. */
function lintCircumstances({ settings }: ParsedContent, sets: ValueSets): readonly LintFinding[] {
  return Object.entries(settings.value.circumstances).flatMap(([id, { any }]) =>
    lintClauses(
      { file: settings.file, at: ['circumstances', id], id, any, unless: [], forAdults: true },
      sets,
    ),
  );
}

function lintScoring({ scoring, cues }: ParsedContent): readonly LintFinding[] {
  const known = new Set(cues.map(({ cue }) => cue.id));
  // Cues of the catalogue that are read from notes are named by the rules before they are built.
  const isPlanned = (id: string): boolean => /^HTC-\d{2}$/.test(id);
  return (['adult', 'minor'] as const).flatMap((population) =>
    [...scoring.value[population].tier2, ...scoring.value[population].tier3].flatMap(({ all }, way) =>
      all
        .flatMap((statement) => ('any' in statement ? statement.any : [statement]))
        .flatMap((statement) => ('cues' in statement ? statement.cues : []))
        .filter((id) => !known.has(id) && !isPlanned(id))
        .map((id) => scoring.file.at([population, 'tier3', way], 'unknown-cue', `no cue "${id}"`)),
    ),
  );
}

/** A site may not add to a value set what no cue may read. */
function lintSite(content: ParsedContent, site: Site): readonly LintFinding[] {
  const at = (message: string): LintFinding => siteFinding(site, 'overlay', message);
  const cues = new Map(content.cues.map(({ cue }) => [cue.id, cue]));
  const optIn = site.cues.optIn
    .filter((id) => cues.get(id)?.state !== 'site-opt-in')
    .map((id) => at(`cues.optIn: ${id} is not a site opt-in cue`));
  const off = site.cues.off.filter((id) => !cues.has(id)).map((id) => at(`cues.off: no cue ${id}`));
  const sets = Object.keys(site.valueSets)
    .filter((name) => !content.valueSets.has(name))
    .map((name) => at(`valueSets: no value set "${name}"`));
  return [...optIn, ...off, ...sets, ...lintSupportLine(content, site)];
}

/** Checks parsed content against itself, the invariants and the site that lies over it. */
export function lintContent(content: ParsedContent, sets: ValueSets, site: Site): readonly LintFinding[] {
  return [
    ...lintServices(content),
    ...lintVersions(content),
    ...lintAttributes(content),
    ...lintStaffSupport(content, site),
    ...lintShown(content, site),
    ...lintSettings(content),
    ...lintCircumstances(content, sets),
    ...lintCues(content.cues, sets, content.knownSources),
    ...lintUnusedSets(content),
    ...lintObservationForm(content),
    ...lintFilters(content),
    ...lintScoring(content),
    ...lintSite(content, site),
  ];
}
