import type { Request, Response } from 'express';
import type { ClientProfile } from '../../model/client-profile.js';
import type { Content } from '../../model/content.js';
import { describeServices } from '../../protocol/discovery.js';
import { keepOwnOrigin } from '../shared/allow-origins.js';
import { sendError } from '../shared/answer.js';
import { failureOf } from '../shared/failure-of.js';
import type { HookRouteTools } from './hook-route.js';
import { logFailure } from './log-failure.js';

type DiscoveryTools = Pick<HookRouteTools, 'auth' | 'content' | 'log' | 'meter' | 'now' | 'publicUrl'>;

/** Lists the services (CDS Hooks 2.0.1, Discovery), to clients that are known, or to anybody where the site says so. */
export function discoveryRoute({ auth, content, log, meter, now, publicUrl }: DiscoveryTools) {
  /** @returns undefined where nobody is asked who calls */
  const clientOf = async (
    request: Request,
    { site }: Content,
    at: number,
  ): Promise<ClientProfile | undefined> => {
    if (!site.protectDiscovery) return undefined;
    const { client } = await auth.authenticate(
      request.headers.authorization,
      `${publicUrl}/cds-services`,
      at,
    );
    return client;
  };
  return async (request: Request, response: Response): Promise<void> => {
    const started = now();
    const served = content();
    const service = 'discovery';
    try {
      const client = await clientOf(request, served, started);
      if (client !== undefined) keepOwnOrigin(request, response, served.site, client);
      // Express gives the ETag and answers If-None-Match, with 304 then.
      response.set('cache-control', 'no-cache').json(describeServices(served));
      const { statusCode: status } = response;
      const who = client === undefined ? {} : { client: client.id };
      log.call({ service, status, ms: now() - started, revision: served.revision, ...who });
    } catch (error) {
      sendError(response, error);
      const failure = failureOf(error);
      const line = { service, ms: now() - started, what: 'discovery' };
      meter.failed(logFailure(log, served, line, failure), failure.kind, 'discovery');
    }
  };
}
