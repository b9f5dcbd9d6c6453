import type { Content } from '../model/content.js';
import { OBSERVATION_FORM } from '../model/observation-form.js';
import type { PhraseBook } from '../model/phrase-book.js';
import { cardLanguages } from '../model/site.js';
import type { Site } from '../model/site.js';
import { compileAbout } from './compile-about.js';
import { compileCircumstances } from './compile-circumstances.js';
import { compileCue } from './compile-cue.js';
import { compilePhrases, groupNumbers } from './compile-phrases.js';
import { compileReferralCodes } from './compile-referral-codes.js';
import { compileScoring } from './compile-scoring.js';
import { compileValueSets } from './compile-value-sets.js';
import type { ValueSets } from './compile-value-sets.js';
import { compileServices } from './compile-services.js';
import { compileSpeech } from './compile-speech.js';
import { derivePrefetch } from './derive-prefetch.js';
import { indexCues } from './index-cues.js';
import { instrumentSetName } from './instrument-set.js';
import { approvalOf } from './read-approvals.js';
import { lintContent } from './lint-content.js';
import { compareFindings } from './lint-finding.js';
import type { LintFinding } from './lint-finding.js';
import type { ParsedContent } from './parse-content.js';
import type { ValueSetEntry } from './schema/value-set-file.js';

export type CompileResult =
  | { readonly kind: 'compiled'; readonly content: Content }
  | { readonly kind: 'refused'; readonly findings: readonly LintFinding[] };

/** The files' value sets, and one for the code of each screening instrument of the site. */
function valueSetsOf(parsed: ParsedContent, site: Site): ValueSets {
  const sets = new Map<string, ValueSetEntry>(
    [...parsed.valueSets].map(([name, { value }]) => [name, value]),
  );
  for (const instrument of site.instruments) {
    if (instrument.kind === 'questionnaire') continue;
    const name = instrumentSetName(instrument.system, instrument.code);
    const compose = { include: [{ system: instrument.system, concept: [{ code: instrument.code }] }] };
    sets.set(name, { resourceType: 'ValueSet', url: name, name, title: name, status: 'active', compose });
  }
  return compileValueSets(sets, site.valueSets);
}

/** What does not decide about any card: who answers for it, and what staff are offered. */
function ownWordOf(parsed: ParsedContent): Pick<Content, 'version' | 'approvals' | 'about' | 'staffSupport'> {
  const { version, ownership } = parsed.service.value;
  const pages = [...parsed.staffPages].map(([language, { value }]) => [language, value] as const);
  return {
    version,
    approvals: ownership.approvals.map(approvalOf),
    about: compileAbout(parsed),
    staffSupport: { pages: new Map(pages), selfCheck: parsed.selfCheck.value },
  };
}

function compileParsed(
  parsed: ParsedContent,
  site: Site,
  { sets, phrases }: { readonly sets: ValueSets; readonly phrases: PhraseBook },
  revision: string,
): Content {
  const { instruments, registration } = site;
  const groups = groupNumbers(phrases);
  const scope = { sets, groups, instruments, registration, instrumentSet: instrumentSetName };
  const byId = parsed.cues.toSorted((one, other) => one.cue.id.localeCompare(other.cue.id));
  const cues = byId.map(({ cue }) => compileCue(cue, scope, site.cues));
  const { emergency, remote, interpreterYes, notes } = parsed.settings.value;
  const circumstances = compileCircumstances(parsed.settings.value.circumstances, scope);
  const numbered = (names: readonly string[]): readonly number[] =>
    names.flatMap((name) => sets.numbers.get(name) ?? []);
  return Object.freeze({
    revision,
    ...ownWordOf(parsed),
    site,
    services: parsed.service.value.services.map((service) => ({ usageRequirements: undefined, ...service })),
    cues,
    setNames: sets.names,
    index: sets.index,
    circumstances,
    phrases,
    observationForm: parsed.observationForm.value,
    questionnaires: new Set([
      OBSERVATION_FORM,
      ...site.instruments.flatMap((one) => (one.kind === 'questionnaire' ? [one.canonical] : [])),
    ]),
    ...indexCues(cues, circumstances),
    settings: {
      emergency: numbered(emergency),
      remote: numbered(remote),
      interpreterYes: sets.numbers.get(interpreterYes) ?? -1,
      notes: numbered(notes),
    },
    scoring: compileScoring(parsed.scoring.value, site),
    speech: new Map(cardLanguages(site).map((language) => [language, compileSpeech(parsed, site, language)])),
    cardPlans: { ...parsed.service.value.cards, ...parsed.continuityService.value.cards },
    orderCodes: parsed.orders.value,
    referralCodes: compileReferralCodes(parsed),
    prefetch: derivePrefetch(cues, circumstances, sets, notes),
    directory: compileServices(parsed, site),
  });
}

/**
 * Lints and compiles parsed content for one site.
 *
 * @param revision digest of everything that was read
 * @returns the frozen content, or every finding: loaded whole or not at all (invariant 6)
 */
export function compileContent(parsed: ParsedContent, site: Site, revision: string): CompileResult {
  const sets = valueSetsOf(parsed, site);
  const compiled = compilePhrases(parsed);
  const inPhrases = compiled.kind === 'refused' ? compiled.findings : [];
  const findings = [...lintContent(parsed, sets, site), ...inPhrases];
  if (findings.length > 0 || compiled.kind === 'refused')
    return { kind: 'refused', findings: findings.toSorted(compareFindings) };
  const { book: phrases } = compiled;
  return { kind: 'compiled', content: compileParsed(parsed, site, { sets, phrases }, revision) };
}
