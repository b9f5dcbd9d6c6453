import type { Request, Response } from 'express';
import { describeServices } from '../../protocol/discovery.js';
import { keepOwnOrigin } from '../shared/allow-origins.js';
import { sendError } from '../shared/answer.js';
import type { HookRouteTools } from './hook-route.js';
import { logFailure } from './log-failure.js';

type DiscoveryTools = Pick<HookRouteTools, 'auth' | 'content' | 'log' | 'now' | 'publicUrl'>;

/** Lists the services (CDS Hooks 2.0.1, Discovery), to clients that are known, or to anybody where the site says so. */
export function discoveryRoute({ auth, content, log, now, publicUrl }: DiscoveryTools) {
  return async (request: Request, response: Response): Promise<void> => {
    const served = content();
    try {
      if (served.site.protectDiscovery) {
        const endpoint = `${publicUrl}/cds-services`;
        const { client } = await auth.authenticate(request.headers.authorization, endpoint, now());
        keepOwnOrigin(request, response, served.site, client);
      }
      // Express gives the ETag and answers If-None-Match.
      response.set('cache-control', 'no-cache').json(describeServices(served));
    } catch (error) {
      sendError(response, error);
      logFailure(log, served, { service: 'discovery', ms: 0, what: 'discovery' }, error);
    }
  };
}
