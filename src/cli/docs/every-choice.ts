import { OVERLAY } from '../../content/schema/site-file.js';
import type { OverlayEntry } from '../../content/schema/site-file.js';
import type { ParsedContent } from '../../content/parse-content.js';

/** A made-up system: only that the site has codes matters here, not which. */
const LOCAL = 'urn:haven-cds:example:local';

/** Cues that a site can opt into by name; others follow them. */
function optInCues({ cues }: ParsedContent): readonly string[] {
  return cues
    .filter(({ cue }) => cue.state === 'site-opt-in' && cue.optInWith === undefined)
    .map(({ cue }) => cue.id)
    .toSorted();
}

/** Value sets that are empty until a site adds its own codes. */
function emptySets({ valueSets }: ParsedContent): readonly string[] {
  return [...valueSets].filter(([, { value }]) => value.compose.include.length === 0).map(([name]) => name);
}

/** A site that makes every choice it has: opt-ins, local codes, an instrument of each kind, registration. */
export function everyChoice(parsed: ParsedContent): OverlayEntry {
  return OVERLAY.parse({
    cues: { optIn: optInCues(parsed) },
    valueSets: Object.fromEntries(emptySets(parsed).map((name) => [name, [{ system: LOCAL, code: name }]])),
    instruments: [
      { questionnaire: `${LOCAL}:instrument`, linkId: 'score', atLeast: 1 },
      { observation: { system: LOCAL, code: 'instrument' }, positive: true },
    ],
    registration: { unknownNames: ['Unknown'] },
  });
}

/** The choices in words. */
export function choiceTexts(parsed: ParsedContent): readonly string[] {
  return [
    `opts into ${optInCues(parsed).join(', ')} (\`overlay.cues.optIn\`)`,
    `adds its codes to ${emptySets(parsed)
      .map((name) => `\`${name}\``)
      .join(', ')} (\`overlay.valueSets\`)`,
    'names a screening instrument (`overlay.instruments`)',
    'says how registration marks a patient without identification (`overlay.registration`)',
  ];
}
