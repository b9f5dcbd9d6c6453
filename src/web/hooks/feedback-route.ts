import type { IncomingMessage, ServerResponse } from 'node:http';
import { HavenError } from '../../model/haven-error.js';
import { handleFeedback } from '../../pipeline/handle-feedback.js';
import { parseFeedback } from '../../protocol/parse-feedback.js';
import { keepOwnOrigin } from '../shared/allow-origins.js';
import { sendEmpty, sendError } from '../shared/answer.js';
import { failureOf } from '../shared/failure-of.js';
import { readJsonBody } from '../shared/read-json-body.js';
import type { HookRouteTools } from './hook-route.js';
import { logFailure } from './log-failure.js';

type FeedbackTools = Pick<
  HookRouteTools,
  'auth' | 'content' | 'ledger' | 'log' | 'meter' | 'now' | 'publicUrl'
>;

/** A ledger that is full or down is looked at by somebody: half a minute later it may be back. */
const RETRY = ['retry-after', '30'] as const;

/** Takes feedback for one service: validated, recorded, answered with 200 and no body. */
export function feedbackRoute({ auth, content, ledger, log, meter, now, publicUrl }: FeedbackTools) {
  return async (request: IncomingMessage, response: ServerResponse, service: string): Promise<void> => {
    const started = now();
    try {
      const { services, site } = content();
      const endpoint = `${publicUrl}/cds-services/${service}/feedback`;
      const { client } = await auth.authenticate(request.headers.authorization, endpoint, started);
      keepOwnOrigin(request, response, site, client);
      if (!services.some(({ id }) => id === service))
        throw new HavenError('unknown-service', 'no such service');
      const items = parseFeedback(await readJsonBody(request), site.keepsComments);
      await handleFeedback({ service, client, items }, site, ledger, now());
      sendEmpty(response);
      log.call({
        service,
        status: 200,
        ms: now() - started,
        client: client.id,
        feedback: items.length,
      });
      for (const { outcome } of items) meter.feedback(service, outcome);
    } catch (error) {
      const isUnrecorded = error instanceof HavenError && error.code === 'ledger-unavailable';
      sendError(response, error, isUnrecorded ? RETRY : []);
      const failure = failureOf(error);
      const line = { service, ms: now() - started, what: 'feedback' };
      meter.failed(logFailure(log, content(), line, failure), failure.kind, 'feedback');
    }
  };
}
