import { Router } from 'express';
import { HavenError } from '../../model/haven-error.js';
import { describeServices } from '../../protocol/discovery.js';
import { sendError } from '../shared/answer.js';
import { feedbackRoute } from './feedback-route.js';
import type { HookRoute, HookRouteTools } from './hook-route.js';

/** Discovery, service calls and feedback (CDS Hooks 2.0.1). */
export function hooksRouter({ content, ledger, log, now, meter }: HookRouteTools, hook: HookRoute): Router {
  const router = Router();
  const feedback = feedbackRoute(content, ledger, log, now, meter);
  router.get('/cds-services', (_request, response) => {
    // Express gives the ETag and answers If-None-Match.
    response.set('cache-control', 'no-cache').json(describeServices(content()));
  });
  router.post('/cds-services/:id', async (request, response) => hook(request, response, request.params.id));
  router.post('/cds-services/:id/feedback', async (request, response) =>
    feedback(request, response, request.params.id),
  );
  router.all('/cds-services', (_request, response) =>
    sendError(response, notAllowed(), ['allow', 'GET, HEAD, OPTIONS']),
  );
  router.all(['/cds-services/:id', '/cds-services/:id/feedback'], (_request, response) =>
    sendError(response, notAllowed(), ['allow', 'POST, OPTIONS']),
  );
  return router;
}

function notAllowed(): HavenError {
  return new HavenError('method-not-allowed', 'this method is not served here');
}
