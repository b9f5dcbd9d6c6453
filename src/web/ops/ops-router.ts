import { Router } from 'express';
import { HavenError } from '../../model/haven-error.js';
import type { HourCount, Ledger } from '../../ledger/ledger.js';
import type { Content } from '../../model/content.js';
import { sendError } from '../shared/answer.js';
import { isOperator } from '../shared/is-operator.js';

/** Counts of all hours, by hook and outcome, and by tier. */
function byName(rows: readonly HourCount[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { hook, tier, outcome, count } of rows) {
    const names = [`calls.${hook ?? 'unknown'}.${outcome}`, ...(tier === undefined ? [] : [`tiers.${tier}`])];
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + count);
  }
  return Object.fromEntries(counts);
}

/** What operators are answered with. */
export interface OpsTools {
  readonly content: () => Content;
  readonly ledger: Ledger;
  /** why the service is not as it should be, in words; empty where it is */
  readonly reasons: () => readonly string[];
  /** the text format of Prometheus */
  readonly metrics: () => Promise<string>;
  /** shown by who may read metrics; undefined: nobody but on the demo site */
  readonly operatorToken: string | undefined;
}

/** https://prometheus.io/docs/instrumenting/exposition_formats/#text-format-details */
const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** What operators ask: is the process alive, is it as it should be, and how much of what. */
export function opsRouter({ content, ledger, reasons, metrics, operatorToken }: OpsTools): Router {
  const router = Router();
  router.get('/health', (_request, response) => {
    response.set('cache-control', 'no-store').json({ status: 'up' });
  });
  router.get('/readiness', async (_request, response) => {
    const found = reasons();
    const { revision, site } = content();
    // Counts tell, call by call, what became of a chart that somebody saw being opened.
    const counts = site.demo ? { counts: byName(await ledger.counters(0, Number.MAX_SAFE_INTEGER)) } : {};
    response
      .status(found.length === 0 ? 200 : 503)
      .set('cache-control', 'no-store')
      .json({
        status: found.length === 0 ? 'ready' : 'degraded',
        reasons: found,
        revision,
        site: site.id,
        ...counts,
      });
  });
  router.get('/metrics', async (request, response) => {
    // Metrics are counts too.
    const mayRead = content().site.demo || isOperator(request.headers.authorization, operatorToken);
    if (!mayRead) return sendError(response, new HavenError('not-found', 'metrics without the token'));
    const text = await metrics();
    return void response.set('cache-control', 'no-store').type(METRICS_TYPE).send(text);
  });
  router.get('/observation-form', (_request, response) => {
    response.type('application/fhir+json').send(JSON.stringify(content().observationForm));
  });
  return router;
}
