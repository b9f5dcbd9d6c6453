import type { ClientProfile } from '../model/client-profile.js';
import { HavenError } from '../model/haven-error.js';
import type { Site } from '../model/site.js';

/**
 * The client that a command is about: the one that is named, or the only one.
 *
 * @throws HavenError `invalid-request` where there is no such client, or several and none is named
 */
export function chooseClient({ clients }: Pick<Site, 'clients'>, name: string | undefined): ClientProfile {
  const [first, ...others] = clients;
  const found = name === undefined ? first : clients.find(({ id }) => id === name);
  if (found !== undefined && (name !== undefined || others.length === 0)) return found;
  const known = clients.map(({ id }) => id).join(', ');
  throw new HavenError(
    'invalid-request',
    name === undefined
      ? `the site has several clients: name one by --client (${known})`
      : `--client ${name} is no client of this site (${known})`,
  );
}
