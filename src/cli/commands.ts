import { readFile } from 'node:fs/promises';
import type { ChartInput } from '../chart/fold-chart.js';
import { gatherChart } from '../chart/gather-chart.js';
import type { Content } from '../model/content.js';
import { HavenError } from '../model/haven-error.js';
import type { Hook } from '../model/hook.js';
import { isJsonObject, member } from '../model/json-value.js';
import { parseInterval } from '../model/interval.js';
import { parseHookRequest } from '../protocol/parse-hook-request.js';
import { chooseClient } from './choose-client.js';
import type { CommandTools } from './command-tools.js';
import { contentOf } from './content-of.js';
import type { ExitCode } from './exit.js';
import { explain, formatExplanation } from './explain.js';
import { prefetchSheet } from './prefetch-sheet.js';
import { readBundle } from './read-bundle.js';

async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new HavenError('not-found', `${path} cannot be read`, { cause });
  });
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new HavenError('malformed-json', `${path} is not JSON`, { cause });
  }
}

/** Options of `haven explain`. */
export interface ExplainOptions {
  readonly hook: Hook;
  readonly encounter: string | undefined;
  readonly patient: string | undefined;
  readonly at: string | undefined;
  /** id of the client, where the site has several */
  readonly client: string | undefined;
  readonly json: boolean;
}

/** The body of a hook call is read as the service reads it, without FHIR access; anything else as a whole record. */
async function inputOf(
  body: unknown,
  options: ExplainOptions,
  content: Content,
  at: number,
): Promise<ChartInput> {
  if (!isJsonObject(member(body, 'prefetch'))) return readBundle(body, options);
  const call = parseHookRequest('explain', body, chooseClient(content.site, options.client));
  return (await gatherChart(call, content, undefined, at)).input;
}

/** `haven explain BUNDLE.json`: every cue, points, tier, and what would be shown. */
export async function runExplain(
  path: string,
  options: ExplainOptions,
  tools: CommandTools,
): Promise<ExitCode> {
  const at = options.at === undefined ? tools.now() : parseInterval(options.at)?.latest;
  if (at === undefined) throw new HavenError('invalid-request', `--at ${options.at ?? ''} is not a date`);
  const content = await contentOf(tools);
  const body = await readJson(path);
  const input = await inputOf(body, options, content, at);
  const explanation = explain(
    input,
    content,
    { hook: options.hook, client: chooseClient(content.site, options.client) },
    at,
  );
  if (options.json) tools.print(JSON.stringify(explanation, undefined, 2));
  else for (const line of formatExplanation(explanation)) tools.print(line);
  return 0;
}

/** `haven prefetch-sheet`, for one client. */
export async function runPrefetchSheet(client: string | undefined, tools: CommandTools): Promise<ExitCode> {
  const content = await contentOf(tools);
  for (const line of prefetchSheet(content, chooseClient(content.site, client))) tools.print(line);
  return 0;
}
