import { countWords } from '../model/card-limits.js';
import { detailTail, reasonsSentence } from '../model/detail-tail.js';
import type { Service } from '../model/service.js';
import { cardLanguages } from '../model/site.js';
import type { Site } from '../model/site.js';
import { voiceNumber } from '../model/support-line.js';
import type { CardFrame } from './lint-composed.js';
import { siteFinding } from './lint-finding.js';
import type { LintFinding } from './lint-finding.js';
import { supportLineOf } from './lint-support-line.js';
import { limitsIn, lintJurisdictions } from './lint-jurisdictions.js';
import { lintLanguages } from './lint-languages.js';
import { ANY_LANGUAGE, lintText } from './lint-text.js';
import { lintWording } from './lint-wording.js';
import type { ParsedContent } from './parse-content.js';
import type { WordingEntry } from './schema/wording-file.js';

/** The longest that the reasons of a card can be. */
function longestReasons(words: WordingEntry): string {
  const longest = Object.values(words.reasons)
    .toSorted((one, other) => countWords(other) - countWords(one))
    .slice(0, 3);
  return reasonsSentence(words, longest);
}

/** The longest that the hours of a line can be: unless it always answers, they depend on the moment. */
function longestHours({ schedules }: Service, words: WordingEntry): string {
  const { hoursAlways, hoursClosed, hoursUnknown } = words;
  if (schedules?.every(({ kind }) => kind === 'always') === true) return hoursAlways;
  const timed = [words.hoursOpen, words.hoursOpens].map((text) => text.replace('{time}', 'Mon 09:00'));
  const all = [hoursAlways, hoursClosed, hoursUnknown, ...timed];
  return all.toSorted((one, other) => countWords(other) - countWords(one))[0] ?? '';
}

/** What stands around the steps of every card of this site in one language. */
function frameOf(content: ParsedContent, site: Site, words: WordingEntry): CardFrame {
  const line = supportLineOf(content, site);
  const number = line === undefined ? undefined : voiceNumber(line);
  const shown =
    line === undefined || number === undefined ? undefined : { number, hours: longestHours(line, words) };
  // The site's own contact stands on the cards of its clients only.
  const contact = cardLanguages(site).includes(words.language) ? site.localContact : undefined;
  const tail = detailTail(words, contact, shown);
  const hasReasons = site.clients.some(({ disclosure }) => disclosure === 'reasons');
  return {
    interpreterFirst: words.interpreterFirst,
    tail: hasReasons ? `${tail} ${longestReasons(words)}` : tail,
    limits: limitsIn(content, words.language),
  };
}

function lintWordings(content: ParsedContent, site: Site): readonly LintFinding[] {
  const findings: LintFinding[] = [];
  for (const [language, { file, value }] of content.wordings) {
    if (value.language !== language)
      findings.push(file.at(['language'], 'unknown-language', `"${value.language}" in ${language}.yaml`));
    const frame = frameOf(content, site, value);
    findings.push(...lintWording(file, value, frame));
    const continuity = content.continuityWordings.get(language);
    if (continuity === undefined)
      findings.push(file.at([], 'missing-language', `continuity-of-care/cards/${language}.yaml is missing`));
    else findings.push(...lintWording(continuity.file, continuity.value, frame));
  }
  for (const language of cardLanguages(site)) {
    if (content.wordings.has(language)) continue;
    findings.push({
      file: 'private-conversation/cards',
      line: 1,
      col: 1,
      rule: 'missing-language',
      message: `no wording in "${language}", the language of the site or one of its clients`,
    });
  }
  return [...findings, ...lintLanguages(content.wordings), ...lintLanguages(content.continuityWordings)];
}

function lintServiceTexts({ service }: ParsedContent): readonly LintFinding[] {
  return service.value.services.flatMap((entry, number) =>
    (['id', 'title', 'description', 'usageRequirements'] as const).flatMap((member) =>
      lintText(service.file, ANY_LANGUAGE, {
        text: entry[member] ?? '',
        path: ['services', number, member],
      }),
    ),
  );
}

/** Order names and contacts reach portals, summaries and bills: the same words are forbidden in them, in whatever language. */
function lintShownData({ orders }: ParsedContent, site: Site): readonly LintFinding[] {
  const displays = Object.entries(orders.value).flatMap(([order, entry]) =>
    lintText(orders.file, ANY_LANGUAGE, { text: entry?.display ?? '', path: [order, 'display'] }),
  );
  const own = [
    site.localContact ?? '',
    ...site.clients.flatMap((client) => Object.values(client.orders).map((order) => order?.display ?? '')),
  ];
  const file = {
    ...orders.file,
    at: (_where: readonly PropertyKey[], rule: string, message: string) => siteFinding(site, rule, message),
  };
  return [...displays, ...own.flatMap((text) => lintText(file, ANY_LANGUAGE, { text, path: ['overlay'] }))];
}

/** Everything that somebody may see: services, orders, contacts, and every card that can be composed. */
export function lintShown(content: ParsedContent, site: Site): readonly LintFinding[] {
  return [
    ...lintServiceTexts(content),
    ...lintShownData(content, site),
    ...lintJurisdictions(content, site),
    ...lintWordings(content, site),
  ];
}
