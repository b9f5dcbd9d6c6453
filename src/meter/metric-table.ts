/** One metric: what it is called, which kind it is, what it says, and the closed set of labels it may carry. */
interface MetricRow {
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  readonly labels: readonly string[];
}

/**
 * Every metric of the service beside those of Node itself (`process_*`, `nodejs_*`). `docs/operations.md` shows this table and a test
 * compares the two. Label values are ids of the site's own files or words of closed lists in code, so that their number is bounded and
 * none of them can be a caller's text.
 */
export const METRICS = {
  haven_stage_seconds: {
    type: 'histogram',
    help: 'Time that each stage of an answered call took.',
    labels: ['stage'],
  },
  haven_call_seconds: {
    type: 'histogram',
    help: 'Time from the head of a request to its answer.',
    labels: ['service'],
  },
  haven_calls_total: {
    type: 'counter',
    help: 'Answered calls, by what came of them.',
    labels: ['service', 'hook', 'outcome', 'tier', 'department'],
  },
  haven_call_errors_total: {
    type: 'counter',
    help: 'Calls, feedback and discovery included, that were answered with an error, by its code.',
    labels: ['service', 'kind', 'route'],
  },
  haven_feedback_total: {
    type: 'counter',
    help: 'Reports of what became of a card.',
    labels: ['service', 'outcome'],
  },
  haven_read_calls_total: {
    type: 'counter',
    help: 'Calls whose record was read: what a share of missing or unread sources is a share of.',
    labels: [],
  },
  haven_prefetch_missing_total: {
    type: 'counter',
    help: 'Calls without a prefetch key that discovery asks for.',
    labels: ['source'],
  },
  haven_source_unread_total: {
    type: 'counter',
    help: 'Sources that could not be read in full, fetching included.',
    labels: ['source', 'kind'],
  },
  haven_fhir_reads_total: {
    type: 'counter',
    help: 'Reads of FHIR servers: answered, or why not.',
    labels: ['kind'],
  },
  haven_mode: {
    type: 'gauge',
    help: '1 for the mode that is in force.',
    labels: ['department', 'mode'],
  },
  haven_gate_blocking_items: {
    type: 'gauge',
    help: 'Items of the gate, approvals and gaps of the directory that keep a department from being live.',
    labels: ['department'],
  },
  haven_content_info: {
    type: 'gauge',
    help: 'Always 1: the site and the content revision that serves.',
    labels: ['site', 'revision'],
  },
  haven_content_findings: {
    type: 'gauge',
    help: 'Findings in the content on disk; not 0: the last good revision serves.',
    labels: [],
  },
  haven_ledger_problems: {
    type: 'gauge',
    help: 'What the ledger says is wrong with it, as a count; readiness says it in words.',
    labels: [],
  },
  haven_readiness_reasons: {
    type: 'gauge',
    help: 'Reasons why readiness is degraded.',
    labels: [],
  },
  haven_heartbeat_ok: {
    type: 'gauge',
    help: '1 where the last heartbeat went through the line as it should.',
    labels: [],
  },
  haven_heartbeat_last_success_timestamp_seconds: {
    type: 'gauge',
    help: 'When a heartbeat last went well; 0 where none has.',
    labels: [],
  },
  haven_watch_alarm: {
    type: 'gauge',
    help: '1 while an alarm of the malfunction watch stands.',
    labels: ['kind', 'department'],
  },
  haven_watch_learning: {
    type: 'gauge',
    help: '1 while there is too little history to watch a department.',
    labels: ['department'],
  },
  haven_watch_prefetch_alarm: {
    type: 'gauge',
    help: '1 while a source is missing far more often than usual.',
    labels: ['source'],
  },
} as const satisfies Readonly<Record<`haven_${string}`, MetricRow>>;

export type MetricName = keyof typeof METRICS;
