import { randomBytes } from 'node:crypto';
import { subjectSealer } from '../../src/ledger/seal-subject.js';
import { SILENT_METER } from '../../src/meter/meter.js';
import type { GiveTools } from '../../src/pipeline/give-cards.js';
import type { WebTools } from '../../src/web/web-server.js';

/** Nothing that operators have set, no department over its budget, and a key of this test’s own. */
export function unrestrained(): Pick<GiveTools, 'sealSubject' | 'restraints'> {
  return {
    sealSubject: subjectSealer([{ id: 'test', secret: randomBytes(32) }]),
    restraints: () => ({ overrides: [], overBudget: new Set() }),
  };
}

/** A console on which nobody may do anything, of a service that nobody watches. */
export function noOperators(): Pick<WebTools, 'console' | 'problems' | 'meter' | 'metrics'> {
  return {
    problems: () => [],
    meter: SILENT_METER,
    metrics: async () => '',
    console: { operatorToken: undefined, setOverride: async () => undefined, report: () => undefined },
  };
}
