import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config.js';
import { STAGES } from '../../src/meter/meter.js';
import { METRICS } from '../../src/meter/metric-table.js';
import { buildService } from '../support/data-build.js';
import type { Build } from '../support/data-build.js';
import { haven, serving, stop, until } from '../support/data-process.js';
import type { Running } from '../support/data-process.js';

/** In every place where a client may write: none of them may reach an operator's eye. */
const MARK = 'Zmarker';
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';

let build: Build;
let running: Running | undefined;
let listener: Server | undefined;

beforeAll(async () => {
  build = await buildService();
}, 120_000);

afterEach(async () => {
  await stop(running);
  running = undefined;
  listener?.closeAllConnections();
  listener?.close();
  listener = undefined;
});

afterAll(async () => build.remove());

/** Listens on a free port; what is sent there is kept as text. */
async function listen(status: number): Promise<{ readonly url: string; readonly bodies: string[] }> {
  const bodies: string[] = [];
  listener = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      bodies.push(`${request.url} ${Buffer.concat(chunks).toString('utf8')}`);
      response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => listener?.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`, bodies };
}

const SERVICE = 'private-time-encounter-start';

function marked(more: object = {}): object {
  return {
    hook: 'encounter-start',
    hookInstance: `${MARK}-instance`,
    context: {
      userId: `Practitioner/${MARK}-user`,
      patientId: `${MARK}-patient`,
      encounterId: `${MARK}-encounter`,
      [`${MARK}-key`]: MARK,
    },
    prefetch: {
      patient: {
        resourceType: 'Patient',
        id: `${MARK}-patient`,
        birthDate: '1990-05-17',
        name: [{ family: MARK }],
      },
      conditions: {
        resourceType: 'Condition',
        subject: { reference: `Patient/${MARK}-patient` },
        recordedDate: new Date().toISOString(),
        code: { text: MARK, coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'T76.61XA' }] },
      },
      [`${MARK}-prefetch`]: { resourceType: 'Basic', id: MARK },
    },
    ...more,
  };
}

async function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<number> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${MARK}-token`, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  await response.text();
  return response.status;
}

/** Calls of every kind, faults included, each full of marks. */
async function callInEveryWay(base: string, fhirServer: string): Promise<void> {
  const url = `${base}/cds-services/${SERVICE}`;
  const headers = { tracestate: `vendor=${MARK}`, baggage: `patient=${MARK}`, 'x-request-id': MARK };
  const traceparent = `00-${TRACE}-${SPAN}-01`;
  expect(await post(url, marked(), { ...headers, traceparent })).toBe(200);
  expect(await post(url, marked({ fhirServer: `${fhirServer}/${MARK}` }), headers)).toBe(200);
  expect(await post(url, marked({ fhirServer: `https://${MARK}.example.org` }), headers)).toBe(200);
  expect(
    await post(url, marked({ context: { userId: `Patient/${MARK}`, patientId: MARK, encounterId: MARK } })),
  ).toBe(200);
  expect(await post(url, marked({ hook: MARK }), { traceparent: MARK })).toBe(400);
  expect(await post(url, marked({ prefetch: { patient: { resourceType: 'Patient', id: MARK } } }))).toBe(400);
  expect(await post(url, marked({ prefetch: {} }))).toBe(412);
  expect(await post(url, `{"${MARK}": ${MARK}`)).toBe(400);
  expect(await post(`${base}/cds-services/${MARK}`, marked())).toBe(404);
  expect(await post(`${url}/feedback`, { feedback: [{ card: MARK, outcome: 'accepted' }] })).toBe(200);
  expect(await post(`${url}/feedback`, { feedback: [{ card: MARK, outcome: MARK }] })).toBe(400);
  expect(await post(`${base}/cds-services/${MARK}/feedback`, { feedback: [] })).toBe(404);
  expect((await fetch(`${base}/%E0%A4%A?${MARK}`)).status).toBe(404);
}

describe('what operators see of a running service (invariants 4, 5 and 7)', () => {
  it('is nothing that a caller wrote, whatever the call, in log, metrics, readiness and traces', async () => {
    const { url, bodies } = await listen(500);
    const { process: started, base } = await serving(build, {
      OTEL_EXPORTER_OTLP_ENDPOINT: url,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_BSP_SCHEDULE_DELAY: '50',
    });
    running = started;
    await callInEveryWay(base, url);
    const metrics = await (await fetch(`${base}/metrics`)).text();
    const readiness = await (await fetch(`${base}/readiness`)).text();
    started.signal('SIGTERM');
    const ended = await started.ended;
    const spans = bodies.filter((body) => body.startsWith('/v1/traces')).join('\n');
    expect(spans).toContain('"name":"hook"');
    const seen = [
      metrics,
      readiness,
      spans,
      ended.stdout.replaceAll(/^ {2}try it.*$/gm, ''),
      ended.stderr,
    ].join('\n');
    expect(seen).not.toMatch(new RegExp(MARK, 'i'));
    expect(seen).not.toMatch(/traffick|exploit/i);
    // The FHIR server did see them: the calls were made.
    expect(bodies.filter((body) => body.includes(MARK)).length).toBeGreaterThan(0);
    expect(metrics).toContain('haven_fhir_reads_total{kind="server-error"}');
    expect(ended).toMatchObject({ code: 0, stderr: '' });
  });

  it('is one line of allowed fields per call', async () => {
    const { process: started, base } = await serving(build);
    running = started;
    const { url } = await listen(500);
    await callInEveryWay(base, url);
    started.signal('SIGTERM');
    const lines = (await started.ended).stdout
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.filter((line) => line['service'] !== undefined)).toHaveLength(12);
    const allowed = [
      'level',
      'time',
      'service',
      'status',
      'ms',
      'hook',
      'behaviour',
      'client',
      'revision',
      'outcome',
      'tier',
      'department',
      'unread',
      'fetched',
      'fhirAccess',
      'feedback',
      'problem',
    ];
    for (const line of lines) for (const field of Object.keys(line)) expect(allowed).toContain(field);
  });

  it('counts what happened, and never a heartbeat', async () => {
    const { process: started, base } = await serving(build);
    running = started;
    const url = `${base}/cds-services/${SERVICE}`;
    const before = await (await fetch(`${base}/metrics`)).text();
    expect(before).toContain('haven_heartbeat_ok 1\n');
    expect(before).not.toContain('haven_calls_total{');
    for (let call = 0; call < 3; call += 1) await post(url, marked());
    await post(`${url}/feedback`, { feedback: [{ card: 'x', outcome: 'overridden' }] });
    const text = await (await fetch(`${base}/metrics`)).text();
    const labels = `service="${SERVICE}",hook="encounter-start",outcome="shown",tier="3",department="none"`;
    expect(text).toContain(`haven_calls_total{${labels}} 3\n`);
    expect(text).toContain(`haven_feedback_total{service="${SERVICE}",outcome="overridden"} 1\n`);
    for (const stage of STAGES) expect(text).toContain(`haven_stage_seconds_count{stage="${stage}"} 3\n`);
    for (const name of Object.keys(METRICS)) expect(text).toContain(`# TYPE ${name} `);
  });
});

interface SentSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly { readonly key: string }[];
}
interface SentTraces {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly { readonly key: string; readonly value: object }[] };
    readonly scopeSpans: readonly { readonly spans: readonly SentSpan[] }[];
  }[];
}

function tracesIn(bodies: readonly string[]): SentTraces['resourceSpans'] {
  return bodies
    .filter((body) => body.startsWith('/v1/traces'))
    .flatMap((body) => (JSON.parse(body.slice(body.indexOf(' ') + 1)) as SentTraces).resourceSpans);
}

describe('traces (OpenTelemetry, by its own variables)', () => {
  const OTEL = { OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json', OTEL_BSP_SCHEDULE_DELAY: '50' };

  it('are one span per call below the caller’s, and one per stage below that', async () => {
    const { url, bodies } = await listen(200);
    const { process: started, base } = await serving(build, { ...OTEL, OTEL_EXPORTER_OTLP_ENDPOINT: url });
    running = started;
    await post(`${base}/cds-services/${SERVICE}`, marked(), { traceparent: `00-${TRACE}-${SPAN}-01` });
    const line = await started.printed(/(\{.*"status":200.*\})\n/);
    expect(JSON.parse(line)).toMatchObject({ trace: TRACE });
    await until(() => (tracesIn(bodies).length > 0 ? true : undefined), 10_000);
    const [sent] = tracesIn(bodies);
    const spans = sent?.scopeSpans.flatMap((scope) => scope.spans) ?? [];
    const call = spans.find(({ name }) => name === 'hook');
    expect(call).toMatchObject({ traceId: TRACE, parentSpanId: SPAN });
    const stages = spans.filter(({ parentSpanId }) => parentSpanId === call?.spanId);
    expect(stages.map(({ name }) => name)).toStrictEqual([...STAGES]);
    for (const span of stages) {
      expect(span.traceId).toBe(TRACE);
      expect(BigInt(span.endTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(span.startTimeUnixNano));
      expect(Math.abs(Number(BigInt(span.startTimeUnixNano) / 1_000_000n) - Date.now())).toBeLessThan(60_000);
    }
    expect(call?.attributes.map(({ key }) => key).toSorted()).toStrictEqual([
      'haven.hook',
      'haven.outcome',
      'haven.revision',
      'haven.service',
      'haven.tier',
    ]);
    const resource = sent?.resource.attributes.map(({ key }) => key).toSorted();
    expect(resource).toStrictEqual([
      'service.name',
      'telemetry.sdk.language',
      'telemetry.sdk.name',
      'telemetry.sdk.version',
    ]);
  });

  it('follow the caller’s choice not to be sampled, and are sent when the service ends', async () => {
    const { url, bodies } = await listen(200);
    const { process: started, base } = await serving(build, {
      ...OTEL,
      OTEL_BSP_SCHEDULE_DELAY: '60000',
      OTEL_EXPORTER_OTLP_ENDPOINT: url,
      OTEL_SERVICE_NAME: 'prompts',
    });
    running = started;
    await post(`${base}/cds-services/${SERVICE}`, marked(), { traceparent: `00-${TRACE}-${SPAN}-00` });
    await post(`${base}/cds-services/${SERVICE}`, marked());
    started.signal('SIGTERM');
    expect(await started.ended).toMatchObject({ code: 0, stderr: '' });
    const spans = tracesIn(bodies).flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
    expect(spans.filter(({ name }) => name === 'hook')).toHaveLength(1);
    expect(spans.map(({ traceId }) => traceId)).not.toContain(TRACE);
    expect(bodies.join('')).toContain('"stringValue":"prompts"');
  });

  it('keep the service from ending no longer than the exporter’s time-out, where the collector does not answer', async () => {
    const { url } = await listen(200);
    listener?.removeAllListeners('request');
    const { process: started, base } = await serving(build, {
      ...OTEL,
      OTEL_EXPORTER_OTLP_ENDPOINT: url,
      OTEL_EXPORTER_OTLP_TIMEOUT: '1000',
    });
    running = started;
    expect(await post(`${base}/cds-services/${SERVICE}`, marked())).toBe(200);
    const asked = performance.now();
    started.signal('SIGTERM');
    expect((await started.ended).code).toBe(0);
    expect(performance.now() - asked).toBeLessThan(8000);
  });

  it.each([{}, { OTEL_TRACES_EXPORTER: 'none' }, { OTEL_SDK_DISABLED: 'true' }])(
    'are not made with %j',
    async (environment) => {
      const { url, bodies } = await listen(200);
      const place = Object.keys(environment).length === 0 ? {} : { OTEL_EXPORTER_OTLP_ENDPOINT: url };
      const { process: started, base } = await serving(build, { ...place, ...environment });
      running = started;
      await post(`${base}/cds-services/${SERVICE}`, marked());
      const line = await started.printed(/(\{.*"status":200.*\})\n/);
      expect(JSON.parse(line)).not.toHaveProperty('trace');
      started.signal('SIGTERM');
      await started.ended;
      expect(bodies).toStrictEqual([]);
    },
  );
});

describe('HAVEN_OPERATOR_TOKEN (ADR 7)', () => {
  it.each(['short', 'thirty-one-characters-are-short'])('refuses %j without repeating it', async (token) => {
    const ended = await haven(build, ['serve'], { PORT: '0', HAVEN_OPERATOR_TOKEN: token });
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toMatch(/^haven: HAVEN_OPERATOR_TOKEN is not valid: at least 32 characters\n$/);
    expect(ended.stderr).not.toContain(token);
  });

  it('may stand in a file, and refuses to guess which of two is meant', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'haven-token-'));
    const file = join(folder, 'token');
    const token = 'an-operators-token-of-thirty-two-characters';
    await writeFile(file, `${token}\n`);
    expect(readConfig({ HAVEN_OPERATOR_TOKEN_FILE: file }).operatorToken).toBe(token);
    expect(() => readConfig({ HAVEN_OPERATOR_TOKEN_FILE: file, HAVEN_OPERATOR_TOKEN: token })).toThrow(
      'HAVEN_OPERATOR_TOKEN and HAVEN_OPERATOR_TOKEN_FILE are both set',
    );
    await rm(folder, { recursive: true });
    expect(() => readConfig({ HAVEN_OPERATOR_TOKEN_FILE: file })).toThrow(
      'HAVEN_OPERATOR_TOKEN_FILE cannot be read',
    );
  });
});
