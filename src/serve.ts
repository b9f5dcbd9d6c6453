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
import type { ContentChange, LiveContent } from './content/watch-content.js';
import { countReads } from './fhir/count-reads.js';
import type { OpenFhir } from './fhir/fhir-port.js';
import { fhirOpener } from './fhir/open-fhir.js';
import { memoryLedger } from './ledger/memory-ledger.js';
import type { ModeState } from './meter/line-state.js';
import type { Meter } from './meter/meter.js';
import type { Content } from './model/content.js';
import { HavenError } from './model/haven-error.js';
import { isLoopback } from './model/is-loopback.js';
import { watchOver } from './watch-over.js';
import { sampleCommand } from './web/sample-call.js';
import { allowedFields, framesOf } from './web/shared/call-log.js';
import type { CallLog } from './web/shared/call-log.js';
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

function greet(config: Config, content: Content, address: AddressInfo, { print, now }: ServeTools): void {
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  const base = config.publicUrl ?? `http://${host}:${address.port}`;
  const [service] = content.services;
  print(`Haven CDS serves ${content.site.title}`);
  print(`  content    revision ${content.revision}, ${config.site}`);
  print(`  discovery  ${base}/cds-services`);
  if (service !== undefined && content.site.demo)
    print(`  try it     ${sampleCommand(base, service, now())}`);
  if (!content.site.demo)
    print(
      '  WARNING    no client authentication (auth: none-i-accept-the-risk): put it behind something that has it',
    );
  print('  stop       Ctrl-C');
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

function reportChange(change: ContentChange, log: Logger): void {
  if (change.kind === 'loaded') log.info({ event: 'content', revision: change.revision }, 'content loaded');
  else {
    const findings = change.findings.map(formatFinding);
    log.error({ event: 'content', findings }, 'content refused; the last good revision is served');
  }
}

/** What the web writes: allowed fields of a call, and of a fault only its kind and where it was thrown. */
function callLog(log: Logger): CallLog {
  return {
    call: (line) => log.info(allowedFields(line)),
    fault: (problem, error) => {
      const kind = error instanceof Error ? error.name : typeof error;
      log.error({ event: 'fault', kind, frames: framesOf(error) }, problem);
    },
  };
}

function countingOpener(content: () => Content, meter: Meter): OpenFhir {
  return (access, signal) => {
    const port = fhirOpener(content().site.fhirServers)(access, signal);
    return port === undefined ? undefined : countReads(port, meter.fhirRead);
  };
}

/** Without modes every department is live. */
function modesOf({ site }: Content): readonly ModeState[] {
  const all = [undefined, ...site.departments.map(({ id }) => id)];
  return all.map((department) => ({ department, mode: 'live', blocking: 0 }));
}

/**
 * Serves until it is told to end.
 *
 * @throws HavenError `configuration-invalid` or `content-invalid`, before anything listens
 */
export async function serve(config: Config, tools: ServeTools): Promise<ExitCode> {
  const place = {
    site: config.site,
    shipped: config.shipped,
    fhirServers: config.fhirServers,
    withCases: false,
  };
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
  const { log } = tools;
  const live = watchContent(place, loaded, seen, {
    objection: (content) => objectionTo(config, content),
    report: (change) => reportChange(change, log),
  });
  const ledger = memoryLedger(tools);
  const watched = await watchOver({
    content: live.current,
    findings: live.findings,
    ledger,
    modes: () => modesOf(live.current()),
    traces: config.traces,
    now: tools.now,
    log,
  });
  const server = webServer({
    content: live.current,
    ledger,
    openFhir: countingOpener(live.current, watched.meter),
    now: tools.now,
    uuid: tools.uuid,
    log: callLog(log),
    meter: watched.meter,
    reasons: watched.reasons,
    metrics: watched.metrics,
    operatorToken: config.operatorToken,
  });
  greet(config, loaded.content, await listening(server, config), tools);
  await ended(server, live);
  await watched.stop();
  return 0;
}
