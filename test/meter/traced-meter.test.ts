import { ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { parentOf } from '../../src/meter/traced-meter.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';

describe('parentOf: the caller’s span (W3C Trace Context, section 3.2)', () => {
  it.each([
    ['01', 1],
    ['00', 0],
    ['03', 1],
  ])('is taken over, with its sampled flag (%s)', (flags, traceFlags) => {
    const context = trace.getSpanContext(parentOf(`00-${TRACE}-${SPAN}-${flags}`));
    expect(context).toStrictEqual({ traceId: TRACE, spanId: SPAN, traceFlags, isRemote: true });
  });

  it.each([
    undefined,
    '',
    'patient=Doe',
    `00-${TRACE}-${SPAN}`,
    `00-${TRACE}-${SPAN}-01-extra`,
    `00-${TRACE.toUpperCase()}-${SPAN}-01`,
    `ff-${TRACE}-${SPAN}-01`,
    `00-${'0'.repeat(32)}-${SPAN}-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
  ])('is none where the header is missing, malformed or all zero: %s', (header) => {
    expect(parentOf(header)).toBe(ROOT_CONTEXT);
  });
});
