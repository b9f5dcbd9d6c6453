import type { ClientProfile } from './client-profile.js';
import { HavenError } from './haven-error.js';
import type { Site } from './site.js';

/**
 * The client that stands for every caller of a site without authentication, and for a worked patient.
 *
 * @throws HavenError `internal` for a site without clients, which is never read
 */
export function firstClient({ clients }: Pick<Site, 'clients'>): ClientProfile {
  const [first] = clients;
  if (first === undefined) throw new HavenError('internal', 'a site without clients');
  return first;
}
