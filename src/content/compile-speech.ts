import type { Speech, SupportLine } from '../model/content.js';
import type { Site } from '../model/site.js';
import { compileLimits } from './compile-limits.js';
import { compileWording } from './compile-wording.js';
import type { ParsedContent } from './parse-content.js';

function supportLineIn(parsed: ParsedContent, site: Site, language: string): SupportLine | undefined {
  const line = parsed.supportLines.value.find(({ id }) => id === site.supportLine);
  const hours = line?.hours[language];
  return line === undefined || hours === undefined ? undefined : { ...line, hours };
}

/** Everything that the cards of a site say in one language. */
export function compileSpeech(parsed: ParsedContent, site: Site, language: string): Speech {
  return {
    wording: compileWording(parsed, language),
    supportLine: supportLineIn(parsed, site, language),
    limits: compileLimits(parsed, site, language),
  };
}
