import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import type { ExitCode } from './cli/exit.js';
import type { Config } from './config.js';
import { formatFinding } from './content/lint-finding.js';
import { loadContent } from './content/load-content.js';
import type { ContentPlace, LoadedContent } from './content/load-content.js';
import { locateContent } from './content/locate-content.js';
import { markFolders } from './content/read-folder.js';
import { watchContent } from './content/watch-content.js';
import type { LiveContent } from './content/watch-content.js';
import { openDoor } from './door.js';
import type { Door } from './door.js';
import { countReads } from './fhir/count-reads.js';
import { fhirOpener } from './fhir/open-fhir.js';
import { HavenError } from './model/haven-error.js';
import { fhirServersOf } from './model/site.js';
import type { Site } from './model/site.js';
import { greet } from './greet.js';
import { callLog, reportChange } from './operator-log.js';
import { siteLedger } from './site-ledger.js';
import type { SiteLedger } from './site-ledger.js';
import { followVoice } from './voice.js';
import { objectionTo } from './web/objection-to.js';
import { WEB_LIMITS, webServer } from './web/web-server.js';
import { modeStates } from './pipeline/mode-states.js';
import { watchOver } from './watch-over.js';

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

function placeOf({ site, shipped, fhirServers }: Config): ContentPlace {
  return { site, shipped, fhirServers, withCases: false };
}

/** @throws HavenError `content-invalid`, or `configuration-invalid` where it would be unsafe to serve here */
async function firstContent(config: Config): Promise<LoadedContent> {
  const loaded = await loadContent(placeOf(config));
  if (loaded.kind === 'loaded') {
    const objection = objectionTo(config, loaded.content.site);
    if (objection !== undefined) throw new HavenError('configuration-invalid', objection);
    return loaded;
  }
  throw new HavenError(
    'content-invalid',
    `the content is not served:\n${loaded.findings.map(formatFinding).join('\n')}`,
  );
}

/**
 * Loads content and follows its changes.
 *
 * @param changed called when other content is served than before
 * @throws HavenError `content-invalid`, or `configuration-invalid` where it would be unsafe to serve here
 */
async function startContent(config: Config, log: Logger, changed: () => void): Promise<LiveContent> {
  const place = placeOf(config);
  const { folders } = await locateContent(place);
  const seen = await markFolders(folders).catch(() => 'unreadable');
  return watchContent(place, await firstContent(config), seen, {
    objection: (content) => objectionTo(config, content.site),
    report: (change) => {
      reportChange(change, log);
      if (change.kind === 'loaded') changed();
    },
  });
}

/** What is open while it serves. */
interface Opened {
  readonly live: LiveContent;
  readonly memory: SiteLedger;
  readonly door: Door;
}

/** Listens, and resolves when it was told to end and has answered. */
async function serveUntilEnded(
  config: Config,
  tools: ServeTools,
  { live, memory, door }: Opened,
): Promise<void> {
  const { log, now, uuid } = tools;
  const { ledger, sealSubject } = memory;
  const [content, site] = [live.current, (): Site => live.current().site];
  const voice = await followVoice({ content, ledger, operatorToken: config.operatorToken, now, log });
  const { findings } = live;
  const watched = await watchOver({
    content,
    findings,
    problems: () => [...door.problems(), ...voice.web.problems()],
    ledger,
    modes: () => modeStates(content(), voice.web.restraints(), now()),
    traces: config.traces,
    now,
    log,
  });
  const server = webServer({
    content,
    findings,
    ...voice.web,
    problems: watched.problems,
    meter: watched.meter,
    metrics: watched.metrics,
    ledger,
    auth: door.auth,
    publicUrl: config.publicUrl ?? '',
    limits: WEB_LIMITS,
    sealSubject,
    openFhir: (access, client, signal) => {
      const port = fhirOpener(fhirServersOf(site(), client), door.agent)(access, signal);
      return port === undefined ? undefined : countReads(port, watched.meter.fhirRead);
    },
    now,
    uuid,
    log: callLog(log),
  });
  greet(config, content(), await listening(server, config), tools, voice.web.restraints(), memory.keptIn);
  await ended(server, live);
  voice.stop();
  await watched.stop();
}

/**
 * Serves until it is told to end.
 *
 * @throws HavenError `configuration-invalid` or `content-invalid`, before anything listens
 */
export async function serve(config: Config, tools: ServeTools): Promise<ExitCode> {
  const { log, now, uuid } = tools;
  let contentChanged = (): void => undefined;
  const live = await startContent(config, log, () => contentChanged());
  const site = (): Site => live.current().site;
  const report = (event: string) => (change: string) => log.error({ event }, change);
  const ledgerTools = { now, uuid, pid: process.pid, report: report('ledger') };
  const memory = await siteLedger(config, site().demo, ledgerTools);
  const door = openDoor({
    site,
    ledger: memory.ledger,
    report: report('auth'),
    callsAtOnce: WEB_LIMITS.callsAtOnce,
    now,
  });
  contentChanged = (): void => void door.warm(now());
  contentChanged();
  try {
    await serveUntilEnded(config, tools, { live, memory, door });
  } finally {
    // Also where it could not listen: a thread that is left would keep the process alive.
    await memory.ledger.close();
    await door.close();
  }
  return 0;
}
