import { authenticator } from '../../src/auth/authenticator.js';
import type { Authenticator } from '../../src/auth/authenticator.js';
import type { Site } from '../../src/model/site.js';

/** The door of a site that does not authenticate. */
export function openDoor(site: () => Site): Authenticator {
  return authenticator({
    site,
    fetchKeys: async () => Promise.reject(new Error('nobody authenticates here')),
    verify: async () => Promise.resolve(false),
    claimToken: async () => Promise.resolve('fresh'),
    admit: async () => Promise.resolve(),
  });
}
