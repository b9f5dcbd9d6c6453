import { STAGES } from '../../src/meter/meter.js';
import type { CallSeen } from '../../src/meter/meter.js';
import { METRICS } from '../../src/meter/metric-table.js';
import { prometheusMeter } from '../../src/meter/prometheus-meter.js';
import { STATE } from '../support/line-state.js';

const CALL: CallSeen = {
  service: 'private-time-patient-view',
  hook: 'patient-view',
  revision: 'abc',
  outcome: 'shown',
  tier: 2,
  department: 'ed',
  missing: ['documents'],
  unread: [['documents', 'unavailable']],
};

/** A clock that the test moves. */
function clock(): { now: () => number; pass: (ms: number) => void } {
  let time = 0;
  return {
    now: () => time,
    pass: (ms) => {
      time += ms;
    },
  };
}

describe('prometheusMeter: what /metrics says', () => {
  it('says how long each stage and the whole call took', async () => {
    const time = clock();
    const meter = prometheusMeter(time.now);
    const call = meter.begin(undefined);
    for (const stage of STAGES) {
      time.pass(2);
      call.lap(stage);
    }
    time.pass(1);
    call.answered(CALL);
    const text = await meter.exposition(STATE);
    for (const stage of STAGES) {
      expect(text).toContain(`haven_stage_seconds_sum{stage="${stage}"} 0.002`);
      expect(text).toContain(`haven_stage_seconds_bucket{le="0.0025",stage="${stage}"} 1`);
      expect(text).toContain(`haven_stage_seconds_bucket{le="0.001",stage="${stage}"} 0`);
    }
    expect(text).toContain('haven_call_seconds_sum{service="private-time-patient-view"} 0.013');
  });

  it('counts a call once, by service, hook, outcome, tier and department, and what was not sent or read', async () => {
    const meter = prometheusMeter(clock().now);
    meter.begin(undefined).answered(CALL);
    meter
      .begin(undefined)
      .answered({ ...CALL, tier: undefined, department: undefined, missing: undefined, unread: [] });
    const text = await meter.exposition(STATE);
    const labels = 'service="private-time-patient-view",hook="patient-view",outcome="shown"';
    expect(text).toContain(`haven_calls_total{${labels},tier="2",department="ed"} 1\n`);
    expect(text).toContain(`haven_calls_total{${labels},tier="none",department="none"} 1\n`);
    expect(text).toContain('haven_read_calls_total 1\n');
    expect(text).toContain('haven_prefetch_missing_total{source="documents"} 1\n');
    expect(text).toContain('haven_prefetch_missing_total{source="conditions"} 0\n');
    expect(text).toContain('haven_source_unread_total{source="documents",kind="unavailable"} 1\n');
    expect(meter.prefetchSeen()).toMatchObject({ calls: 1, missing: { documents: 1, conditions: 0 } });
  });

  it('counts errors, feedback and FHIR reads', async () => {
    const meter = prometheusMeter(clock().now);
    meter.begin(undefined).failed('unknown', 'unknown-service');
    meter.failed('discovery', 'unauthorized', 'discovery');
    meter.failed('private-time-patient-view', 'request-timeout', 'feedback');
    meter.feedback('private-time-patient-view', 'accepted');
    meter.fhirRead('timeout');
    meter.fhirRead('timeout');
    const text = await meter.exposition(STATE);
    for (const labels of [
      'service="unknown",kind="unknown-service",route="hook"',
      'service="discovery",kind="unauthorized",route="discovery"',
      'service="private-time-patient-view",kind="request-timeout",route="feedback"',
    ])
      expect(text).toContain(`haven_call_errors_total{${labels}} 1\n`);
    expect(text).toContain(
      'haven_feedback_total{service="private-time-patient-view",outcome="accepted"} 1\n',
    );
    expect(text).toContain('haven_fhir_reads_total{kind="timeout"} 2\n');
  });

  it('shows what is so now, and nothing that no longer is', async () => {
    const meter = prometheusMeter(clock().now);
    await meter.exposition({
      ...STATE,
      modes: [{ department: 'ed', mode: 'shadow', blocking: 2 }],
      watch: {
        heartbeatOk: false,
        lastGoodBeat: undefined,
        alarms: [{ kind: 'burst', department: 'ed' }],
        learning: ['all'],
        missing: ['conditions'],
      },
    });
    const text = await meter.exposition(STATE);
    expect(text).toContain('haven_mode{department="none",mode="live"} 1\n');
    expect(text).toContain('haven_content_info{site="demo",revision="abc"} 1\n');
    expect(text).toContain('haven_heartbeat_ok 1\n');
    expect(text).toContain('haven_heartbeat_last_success_timestamp_seconds 1796005668.727\n');
    expect(text).not.toMatch(/shadow|burst|learning\{|prefetch_alarm\{/);
  });

  it('has every metric of the table, no other of its own, and those of Node', async () => {
    const meter = prometheusMeter(clock().now);
    const names = [...(await meter.exposition(STATE)).matchAll(/^# TYPE (\w+) (\w+)$/gm)];
    const own = names.filter(([, name]) => name?.startsWith('haven_'));
    expect(Object.fromEntries(own.map(([, name, type]) => [name, type]))).toStrictEqual(
      Object.fromEntries(Object.entries(METRICS).map(([name, { type }]) => [name, type])),
    );
    expect(names.map(([, name]) => name)).toContain('nodejs_eventloop_lag_p99_seconds');
  });

  it('keeps two services of one process apart', async () => {
    const [one, other] = [prometheusMeter(clock().now), prometheusMeter(clock().now)];
    one.fhirRead('answered');
    expect(await other.exposition(STATE)).not.toContain('haven_fhir_reads_total{');
  });
});

describe('METRICS: labels are neutral and bounded (invariants 4 and 5)', () => {
  const ALLOWED = new Set([
    'stage',
    'service',
    'hook',
    'outcome',
    'tier',
    'department',
    'source',
    'kind',
    'mode',
    'site',
    'revision',
    'route',
  ]);

  it.each(Object.entries(METRICS))('%s', (name, { help, labels }) => {
    for (const label of labels) expect(ALLOWED).toContain(label);
    expect(`${name} ${help}`).not.toMatch(/traffick|exploit|abuse|victim|user|token/i);
  });
});
