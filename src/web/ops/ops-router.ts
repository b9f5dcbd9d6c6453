import { Router } from 'express';
import type { Authenticator } from '../../auth/authenticator.js';
import type { Ledger } from '../../ledger/ledger.js';
import type { Content } from '../../model/content.js';

/** What operators are told from. */
export interface OpsTools {
  readonly content: () => Content;
  readonly findings: () => readonly unknown[];
  readonly ledger: Ledger;
  readonly auth: Pick<Authenticator, 'health'>;
}

/** What operators ask: is the process alive, and is it as it should be. */
export function opsRouter({ content, findings, ledger, auth }: OpsTools): Router {
  const router = Router();
  router.get('/health', (_request, response) => {
    response.set('cache-control', 'no-store').json({ status: 'up' });
  });
  router.get('/readiness', (_request, response) => {
    const wrong = findings().length;
    const onDisk =
      wrong === 0 ? [] : [`content on disk has ${wrong} finding(s); the last good revision is served`];
    const reasons = [...onDisk, ...auth.health()];
    const { revision, site } = content();
    // Counts tell, call by call, what became of a chart that somebody saw being opened.
    const counts = site.demo ? { counts: ledger.counts() } : {};
    response
      .status(reasons.length === 0 ? 200 : 503)
      .set('cache-control', 'no-store')
      .json({
        status: reasons.length === 0 ? 'ready' : 'degraded',
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
