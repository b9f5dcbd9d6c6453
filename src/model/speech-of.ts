import type { ClientProfile } from './client-profile.js';
import type { Content, Speech } from './content.js';
import { HavenError } from './haven-error.js';
import { cardLanguage } from './site.js';

/**
 * What is said to the clinicians of this client.
 *
 * @throws HavenError `internal` for a client that is not one of the site the content was compiled for
 */
export function speechOf(content: Pick<Content, 'speech' | 'site'>, client: ClientProfile): Speech {
  const speech = content.speech.get(cardLanguage(content.site, client));
  if (speech === undefined) throw new HavenError('internal', `no words in the language of ${client.id}`);
  return speech;
}
