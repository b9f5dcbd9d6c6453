import { Router } from 'express';
import type { Ledger } from '../../ledger/ledger.js';
import type { Content } from '../../model/content.js';

/** What operators ask: is the process alive, and is it as it should be. */
export function opsRouter(
  content: () => Content,
  findings: () => readonly unknown[],
  ledger: Ledger,
): Router {
  const router = Router();
  router.get('/health', (_request, response) => {
    response.set('cache-control', 'no-store').json({ status: 'up' });
  });
  router.get('/readiness', (_request, response) => {
    const wrong = findings().length;
    const reasons =
      wrong === 0 ? [] : [`content on disk has ${wrong} finding(s); the last good revision is served`];
    const { revision, site } = content();
    // Counts tell, call by call, what became of a chart that somebody saw being opened.
    const counts = site.demo ? { counts: ledger.counts() } : {};
    response
      .status(wrong === 0 ? 200 : 503)
      .set('cache-control', 'no-store')
      .json({
        status: wrong === 0 ? 'ready' : 'degraded',
        reasons,
        revision,
        site: site.id,
        ...counts,
      });
  });
  router.get('/observation-form', (_request, response) => {
    response.type('application/fhir+json').send(JSON.stringify(content().observationForm));
  });
  return router;
}
