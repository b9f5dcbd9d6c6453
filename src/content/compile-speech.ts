import type { Speech } from '../model/content.js';
import type { Site } from '../model/site.js';
import { compileLimits } from './compile-limits.js';
import { compileWording } from './compile-wording.js';
import type { ParsedContent } from './parse-content.js';

/** Everything that the cards of a site say in one language. */
export function compileSpeech(parsed: ParsedContent, site: Site, language: string): Speech {
  return {
    wording: compileWording(parsed, language),
    limits: compileLimits(parsed, site, language),
  };
}
