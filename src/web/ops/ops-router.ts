import { Router } from 'express';
import type { Restraints } from '../../decide/effective-mode.js';
import type { HourCount, Ledger } from '../../ledger/ledger.js';
import type { Content } from '../../model/content.js';
import { HavenError } from '../../model/haven-error.js';
import { describeStandings, placeName } from '../../pipeline/describe-standing.js';
import type { DepartmentStanding } from '../../pipeline/describe-standing.js';
import { sendError } from '../shared/answer.js';
import { isOperator } from '../shared/is-operator.js';

/** What the answers to operators are made with. */
export interface OpsTools {
  readonly content: () => Content;
  /** what is wrong with the content on disk */
  readonly findings: () => readonly unknown[];
  readonly ledger: Pick<Ledger, 'health' | 'counters'>;
  readonly restraints: () => Restraints;
  /** what else is not as it should be */
  readonly problems: () => readonly string[];
  /** the text format of Prometheus */
  readonly metrics: () => Promise<string>;
  /** shown by who may read metrics; undefined: nobody but on the demo site */
  readonly operatorToken: string | undefined;
  readonly now: () => number;
}

/** https://prometheus.io/docs/instrumenting/exposition_formats/#text-format-details */
const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** Counts of all hours, by hook and outcome, and by tier. */
function byName(rows: readonly HourCount[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { hook, tier, outcome, count } of rows) {
    const names = [`calls.${hook ?? 'unknown'}.${outcome}`, ...(tier === undefined ? [] : [`tiers.${tier}`])];
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + count);
  }
  return Object.fromEntries(counts);
}

/** What does not work: a process that says so is not as it should be, although it goes on answering. */
function faultsOf({ findings, ledger, problems }: OpsTools): readonly string[] {
  const wrong = findings().length;
  const ofContent =
    wrong === 0 ? [] : [`content on disk has ${wrong} finding(s); the last good revision is served`];
  return [...ofContent, ...ledger.health(), ...problems()];
}

function sayHeldBack(standing: DepartmentStanding, all: readonly DepartmentStanding[]): readonly string[] {
  const where = placeName(standing, all);
  return standing.isHeldBack
    ? standing.reasons.map((reason) => `${where} (${standing.mode}): ${reason}`)
    : [];
}

/**
 * Whether all is well, and how loud each department is. A department that is kept quiet is no fault of the process: only faults
 * answer 503, since whoever balances load by it would otherwise turn a quiet site into errors at the bedside.
 */
async function readiness(tools: OpsTools): Promise<{ readonly status: number; readonly body: object }> {
  const content = tools.content();
  const { revision, site } = content;
  const standings = describeStandings(content, tools.restraints(), tools.now());
  const faults = faultsOf(tools);
  const heldBack = standings.flatMap((standing) => sayHeldBack(standing, standings));
  const calm = heldBack.length === 0 ? 'ready' : 'quiet';
  // Counts tell, call by call, what became of a chart that somebody saw being opened.
  const counts = site.demo ? { counts: byName(await tools.ledger.counters(0, Number.MAX_SAFE_INTEGER)) } : {};
  const body = {
    status: faults.length === 0 ? calm : 'degraded',
    reasons: [...faults, ...heldBack],
    revision,
    version: content.version,
    site: site.id,
    departments: standings.map((standing) => ({
      department: placeName(standing, standings),
      mode: standing.mode,
      blocks: standing.reasons,
    })),
    ...counts,
  };
  return { status: faults.length === 0 ? 200 : 503, body };
}

/** What operators ask: is the process alive, is it as it should be, and how much of what. */
export function opsRouter(tools: OpsTools): Router {
  const router = Router();
  router.get('/health', (_request, response) => {
    response.set('cache-control', 'no-store').json({ status: 'up' });
  });
  router.get('/readiness', async (_request, response) => {
    const { status, body } = await readiness(tools);
    response.status(status).set('cache-control', 'no-store').json(body);
  });
  router.get('/metrics', async (request, response) => {
    // Metrics are counts too.
    const mayRead =
      tools.content().site.demo || isOperator(request.headers.authorization, tools.operatorToken);
    if (!mayRead) return sendError(response, new HavenError('not-found', 'metrics without the token'));
    const text = await tools.metrics();
    return void response.set('cache-control', 'no-store').type(METRICS_TYPE).send(text);
  });
  router.get('/observation-form', (_request, response) => {
    response.type('application/fhir+json').send(JSON.stringify(tools.content().observationForm));
  });
  router.get('/referral-codes', (_request, response) => {
    response.type('application/fhir+json').send(JSON.stringify(tools.content().referralCodes));
  });
  return router;
}
