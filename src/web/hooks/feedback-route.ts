import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Ledger } from '../../ledger/ledger.js';
import type { Meter } from '../../meter/meter.js';
import type { Content } from '../../model/content.js';
import { firstClient } from '../../model/first-client.js';
import { HavenError } from '../../model/haven-error.js';
import { handleFeedback } from '../../pipeline/handle-feedback.js';
import { parseFeedback } from '../../protocol/parse-feedback.js';
import { httpErrorOf, sendEmpty, sendError } from '../shared/answer.js';
import type { CallLog } from '../shared/call-log.js';
import { readJsonBody } from '../shared/read-json-body.js';

/** A ledger that is full or down is looked at by somebody: half a minute later it may be back. */
const RETRY = ['retry-after', '30'] as const;

/** Takes feedback for one service: validated, recorded, answered with 200 and no body. */
export function feedbackRoute(
  content: () => Content,
  ledger: Pick<Ledger, 'recordFeedback'>,
  log: CallLog,
  now: () => number,
  meter: Meter,
) {
  return async (request: IncomingMessage, response: ServerResponse, service: string): Promise<void> => {
    try {
      if (!content().services.some(({ id }) => id === service))
        throw new HavenError('unknown-service', 'no such service');
      const items = parseFeedback(await readJsonBody(request));
      const { site } = content();
      await handleFeedback({ service, client: firstClient(site), items }, site, ledger, now());
      sendEmpty(response);
      log.call({ service, status: 200, ms: 0, feedback: items.length });
      for (const { outcome } of items) meter.feedback(service, outcome);
    } catch (error) {
      const { status } = httpErrorOf(error);
      sendError(response, error, status === 503 ? RETRY : []);
      const problem = error instanceof HavenError ? `${error.code}: ${error.message}` : 'unexpected';
      log.call({ service: status === 404 ? 'unknown' : service, status, ms: 0, problem });
      if (status >= 500) log.fault('feedback failed', error);
    }
  };
}
