import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Ledger } from '../../ledger/ledger.js';
import type { Content } from '../../model/content.js';
import type { Meter } from '../../meter/meter.js';
import { HavenError } from '../../model/haven-error.js';
import { parseFeedback } from '../../protocol/parse-feedback.js';
import { httpErrorOf, sendEmpty, sendError } from '../shared/answer.js';
import type { CallLog } from '../shared/call-log.js';
import { readJsonBody } from '../shared/read-json-body.js';

/** Takes feedback for one service: validated, counted, answered with 200 and no body. */
export function feedbackRoute(content: () => Content, ledger: Ledger, log: CallLog, meter: Meter) {
  return async (request: IncomingMessage, response: ServerResponse, service: string): Promise<void> => {
    try {
      if (!content().services.some(({ id }) => id === service))
        throw new HavenError('unknown-service', 'no such service');
      const items = parseFeedback(await readJsonBody(request));
      ledger.recordFeedback(service, items);
      sendEmpty(response);
      log.call({ service, status: 200, ms: 0, feedback: items.length });
      for (const { outcome } of items) meter.feedback(service, outcome);
    } catch (error) {
      sendError(response, error);
      const { status } = httpErrorOf(error);
      const problem = error instanceof HavenError ? `${error.code}: ${error.message}` : 'unexpected';
      log.call({ service: status === 404 ? 'unknown' : service, status, ms: 0, problem });
      if (status >= 500) log.fault('feedback failed', error);
    }
  };
}
