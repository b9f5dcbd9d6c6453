import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { authenticator } from './auth/authenticator.js';
import { callLimiter } from './auth/call-limiter.js';
import { keyFetcher } from './auth/fetch-keys.js';
import type { ExitCode } from './cli/exit.js';
import type { Config } from './config.js';
import { formatFinding } from './content/lint-finding.js';
import { loadContent } from './content/load-content.js';
import type { ContentPlace, LoadedContent } from './content/load-content.js';
import { locateContent } from './content/locate-content.js';
import { markFolders } from './content/read-folder.js';
import { watchContent } from './content/watch-content.js';
import type { LiveContent } from './content/watch-content.js';
import { fhirOpener } from './fhir/open-fhir.js';
import { HavenError } from './model/haven-error.js';
import { fhirServersOf } from './model/site.js';
import type { Site } from './model/site.js';
import { greet } from './greet.js';
import { faultLog, reportChange } from './operator-log.js';
import { jsonFetcher } from './outbound/fetch-json.js';
import { guardedAgent } from './outbound/guarded-agent.js';
import { siteLedger } from './site-ledger.js';
import { followVoice } from './voice.js';
import { objectionTo } from './web/objection-to.js';
import { WEB_LIMITS, webServer } from './web/web-server.js';

/** Requests in flight at the end have this long to finish. */
const GRACE_MS = 10_000;
const SWEEP_MS = 100;
/** Within which a key set must be there. */
const KEYS_MS = 5000;

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
 * Serves until it is told to end.
 *
 * @throws HavenError `configuration-invalid` or `content-invalid`, before anything listens
 */
export async function serve(config: Config, tools: ServeTools): Promise<ExitCode> {
  const place = placeOf(config);
  const { folders } = await locateContent(place);
  const seen = await markFolders(folders).catch(() => 'unreadable');
  const loaded = await firstContent(config);
  const { log, now, uuid } = tools;
  const fault = faultLog(log);
  const { ledger, sealer, keptIn } = await siteLedger(config, loaded.content.site.demo, {
    now,
    uuid,
    pid: process.pid,
    report: (change) => log.error({ event: 'ledger' }, change),
  });
  const live = watchContent(place, loaded, seen, {
    objection: (content) => objectionTo(config, content.site),
    report: (change) => {
      reportChange(change, log);
      if (change.kind === 'loaded') void auth.warm(tools.now());
    },
  });
  const site = (): Site => live.current().site;
  const agent = guardedAgent({ networks: () => site().privateNetworks });
  const auth = authenticator({
    site,
    fetchKeys: keyFetcher(jsonFetcher(agent, KEYS_MS)),
    claimToken: (...token) => ledger.claimToken(...token),
    admit: callLimiter(),
  });
  void auth.warm(now());
  const voice = await followVoice({
    content: live.current,
    ledger,
    operatorToken: config.operatorToken,
    now,
    log,
  });
  const server = webServer({
    content: live.current,
    findings: live.findings,
    ...voice.web,
    ledger,
    auth,
    publicUrl: config.publicUrl ?? '',
    limits: WEB_LIMITS,
    sealer,
    openFhir: (access, client, signal) => fhirOpener(fhirServersOf(site(), client), agent)(access, signal),
    now,
    uuid,
    log: { call: (line) => log.info(line), fault },
  });
  greet(config, loaded.content, await listening(server, config), tools, voice.web.restraints(), keptIn);
  await ended(server, live);
  voice.stop();
  await ledger.close();
  await agent.destroy();
  return 0;
}
