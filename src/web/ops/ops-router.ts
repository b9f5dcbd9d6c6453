import { Router } from 'express';
import type { HourCount, Ledger } from '../../ledger/ledger.js';
import type { Content } from '../../model/content.js';

/** Counts of all hours, by hook and outcome, and by tier. */
function byName(rows: readonly HourCount[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { hook, tier, outcome, count } of rows) {
    const names = [`calls.${hook ?? 'unknown'}.${outcome}`, ...(tier === undefined ? [] : [`tiers.${tier}`])];
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + count);
  }
  return Object.fromEntries(counts);
}

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
  router.get('/readiness', async (_request, response) => {
    const wrong = findings().length;
    const ofContent =
      wrong === 0 ? [] : [`content on disk has ${wrong} finding(s); the last good revision is served`];
    const reasons = [...ofContent, ...ledger.health()];
    const { revision, site } = content();
    // Counts tell, call by call, what became of a chart that somebody saw being opened.
    const counts = site.demo ? { counts: byName(await ledger.counters(0, Number.MAX_SAFE_INTEGER)) } : {};
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
