import {
  isSpanContextValid,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
} from '@opentelemetry/api';
import type { Context, Span, Tracer } from '@opentelemetry/api';
import type { CallMeter, CallSeen, Meter } from './meter.js';

/** https://www.w3.org/TR/trace-context/#traceparent-header, version 00; `tracestate` is the caller's text and is not taken over */
const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** The caller's span as the parent of ours; none where the header is missing or malformed. */
export function parentOf(traceparent: string | undefined): Context {
  const [, traceId = '', spanId = '', flags = '00'] = TRACEPARENT.exec(traceparent ?? '') ?? [];
  const parent = {
    traceId,
    spanId,
    traceFlags: Number.parseInt(flags, 16) & TraceFlags.SAMPLED,
    isRemote: true,
  };
  return isSpanContextValid(parent) ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT;
}

/** What a span may say: the same words and ids as the metrics, and the content revision. */
function attributesOf(call: CallSeen): Readonly<Record<string, string | number>> {
  return {
    'haven.service': call.service,
    'haven.hook': call.hook,
    'haven.revision': call.revision,
    'haven.outcome': call.outcome,
    ...(call.tier === undefined ? {} : { 'haven.tier': call.tier }),
    ...(call.department === undefined ? {} : { 'haven.department': call.department }),
  };
}

function traceCall(
  inner: CallMeter,
  tracer: Tracer,
  traceparent: string | undefined,
  clock: () => number,
): CallMeter {
  let last = clock();
  const parent = parentOf(traceparent);
  const span: Span = tracer.startSpan('hook', { kind: SpanKind.SERVER, startTime: last }, parent);
  if (!span.isRecording())
    return {
      lap: inner.lap,
      trace: span.spanContext().traceId,
      answered: inner.answered,
      failed: inner.failed,
    };
  const inside = trace.setSpan(parent, span);
  return {
    trace: span.spanContext().traceId,
    lap: (stage) => {
      const now = clock();
      tracer.startSpan(stage, { startTime: last }, inside).end(now);
      last = now;
      inner.lap(stage);
    },
    answered: (call) => {
      span.setAttributes(attributesOf(call)).end(clock());
      inner.answered(call);
    },
    failed: (service, kind) => {
      span.setAttributes({ 'haven.service': service, 'haven.problem': kind });
      span.setStatus({ code: SpanStatusCode.ERROR }).end(clock());
      inner.failed(service, kind);
    },
  };
}

/**
 * A meter that also makes one span per call, and one below it per stage.
 *
 * @param clock milliseconds since 1970 UTC, with fractions
 */
export function tracedMeter(inner: Meter, tracer: Tracer, clock: () => number): Meter {
  return {
    begin: (traceparent) => traceCall(inner.begin(undefined), tracer, traceparent, clock),
    feedback: inner.feedback,
    failed: inner.failed,
    fhirRead: inner.fhirRead,
  };
}
