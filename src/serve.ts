import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import type { ExitCode } from './cli/exit.js';
import type { Config } from './config.js';
import { formatFinding } from './content/lint-finding.js';
import { loadContent } from './content/load-content.js';
import { locateContent } from './content/locate-content.js';
import { markFolders } from './content/read-folder.js';
import { watchContent } from './content/watch-content.js';
import type { LiveContent } from './content/watch-content.js';
import { countReads } from './fhir/count-reads.js';
import { fhirOpener } from './fhir/open-fhir.js';
import { memoryLedger } from './ledger/memory-ledger.js';
import { subjectSealer } from './ledger/seal-subject.js';
import type { Content } from './model/content.js';
import { HavenError } from './model/haven-error.js';
import { isLoopback } from './model/is-loopback.js';
import { fhirServersOf } from './model/site.js';
import { followRestraints } from './pipeline/follow-restraints.js';
import { modeStates } from './pipeline/mode-states.js';
import { greet } from './greet.js';
import { callLog, reportBudget, reportChange } from './operator-log.js';
import { watchOver } from './watch-over.js';
import { webServer } from './web/web-server.js';

/** Requests in flight at the end have this long to finish. */
const GRACE_MS = 10_000;
const SWEEP_MS = 100;

/** What serving is done with. */
export interface ServeTools {
  readonly now: () => number;
  readonly uuid: () => string;
  readonly print: (line: string) => void;
  readonly log: Logger;
}

function isLocal(url: string): boolean {
  return isLoopback(new URL(url).hostname);
}

/** What would make it unsafe to serve this content here; undefined where nothing would. */
function objectionTo(config: Config, { site }: Content): string | undefined {
  const servers = config.fhirServers ?? [];
  const rules: readonly (readonly [boolean, string])[] = [
    [
      site.demo && !isLoopback(config.host),
      `HOST=${config.host}: the demo site has no authentication and listens on loopback only (set HAVEN_SITE)`,
    ],
    [
      site.demo && !servers.every(isLocal),
      'HAVEN_FHIR_SERVERS: the demo site reads FHIR servers on loopback only (set HAVEN_SITE)',
    ],
  ];
  return rules.find(([isWrong]) => isWrong)?.[1];
}

function listening(server: Server, config: Config): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) =>
      reject(
        new HavenError(
          'configuration-invalid',
          `cannot listen on ${config.host}:${config.port}: ${cause.message}`,
        ),
      ),
    );
    server.listen(config.port, config.host, () => {
      const address = server.address();
      if (typeof address === 'object' && address !== null) resolve(address);
    });
  });
}

/** Resolves when the process was asked to end and every request in flight is answered, or ten seconds later. */
function ended(server: Server, live: LiveContent): Promise<void> {
  return new Promise((resolve) => {
    const close = (): void => {
      live.stop();
      const timer = setTimeout(() => server.closeAllConnections(), GRACE_MS);
      // A kept-alive connection is idle only once its answer is out.
      const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
      timer.unref();
      server.close(() => {
        clearTimeout(timer);
        clearInterval(sweep);
        resolve();
      });
      server.closeIdleConnections();
    };
    process.once('SIGINT', close);
    process.once('SIGTERM', close);
  });
}

/**
 * Loads content and follows its changes.
 *
 * @throws HavenError `content-invalid` where it is not to be served, `configuration-invalid` where it would be unsafe here
 */
async function startContent(config: Config, log: Logger): Promise<LiveContent> {
  const { site, shipped, fhirServers } = config;
  const place = { site, shipped, fhirServers, withCases: false };
  const { folders } = await locateContent(place);
  const seen = await markFolders(folders).catch(() => 'unreadable');
  const loaded = await loadContent(place);
  if (loaded.kind === 'refused')
    throw new HavenError(
      'content-invalid',
      `the content is not served:\n${loaded.findings.map(formatFinding).join('\n')}`,
    );
  const objection = objectionTo(config, loaded.content);
  if (objection !== undefined) throw new HavenError('configuration-invalid', objection);
  return watchContent(place, loaded, seen, {
    objection: (content) => objectionTo(config, content),
    report: (change) => reportChange(change, log),
  });
}

/**
 * Serves until it is told to end.
 *
 * @throws HavenError `configuration-invalid` or `content-invalid`, before anything listens
 */
export async function serve(config: Config, tools: ServeTools): Promise<ExitCode> {
  const { log, now, uuid } = tools;
  const live = await startContent(config, log);
  const ledger = memoryLedger(tools);
  const lines = callLog(log);
  const restraints = await followRestraints({
    content: live.current,
    ledger,
    now,
    fault: lines.fault,
    overBudget: (department, isOver) => reportBudget(department, isOver, log),
  });
  const watched = await watchOver({
    content: live.current,
    findings: live.findings,
    problems: restraints.problems,
    ledger,
    modes: () => modeStates(live.current(), restraints.current(), now()),
    traces: config.traces,
    now,
    log,
  });
  const server = webServer({
    content: live.current,
    findings: live.findings,
    problems: watched.problems,
    meter: watched.meter,
    metrics: watched.metrics,
    ledger,
    // Of this process alone, as the memory is.
    sealer: subjectSealer([{ id: 'process', secret: randomBytes(32) }]),
    restraints: restraints.current,
    console: {
      operatorToken: config.operatorToken,
      setOverride: restraints.setOverride,
      report: (line) => log.warn({ event: 'operator', ...line }, 'an operator used the console'),
    },
    openFhir: (access, client, signal) => {
      const port = fhirOpener(fhirServersOf(live.current().site, client))(access, signal);
      return port === undefined ? undefined : countReads(port, watched.meter.fhirRead);
    },
    now,
    uuid,
    log: lines,
  });
  greet(config, live.current(), await listening(server, config), tools, restraints.current());
  await ended(server, live);
  restraints.stop();
  await watched.stop();
  return 0;
}
