import { trace } from '@opentelemetry/api';
import type { Tracer } from '@opentelemetry/api';
import type * as SdkNode from '@opentelemetry/sdk-node';
import { HavenError } from '../model/haven-error.js';

/** Spans on their way to the site's collector. */
export interface Tracing {
  readonly tracer: Tracer;
  /** sends what is still held back */
  readonly close: () => Promise<void>;
}

async function importSdk(): Promise<typeof SdkNode> {
  try {
    return await import('@opentelemetry/sdk-node');
  } catch (cause) {
    throw new HavenError(
      'configuration-invalid',
      'OTEL_* variables ask for traces, and @opentelemetry/sdk-node is not installed (npm install --include=optional)',
      { cause },
    );
  }
}

/**
 * Starts the OpenTelemetry SDK, which reads the standard OTEL_* variables itself. It is loaded only here, so that a service without
 * traces carries none of it. Traces alone: metrics are Prometheus', logs are ours. No library is instrumented, and no detector adds
 * the host, the user or the command line to what is sent.
 *
 * @throws HavenError `configuration-invalid` where the SDK is not installed
 */
export async function startTracing(): Promise<Tracing> {
  const { NodeSDK, resources } = await importSdk();
  const sdk = new NodeSDK({
    // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES, where they are set, are merged over it.
    resource: resources
      .defaultResource()
      .merge(resources.resourceFromAttributes({ 'service.name': 'haven-cds' })),
    instrumentations: [],
    metricReaders: [],
    logRecordProcessors: [],
    resourceDetectors: [resources.envDetector],
    textMapPropagator: null,
  });
  sdk.start();
  return { tracer: trace.getTracer('haven-cds'), close: () => sdk.shutdown() };
}
