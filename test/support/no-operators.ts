import { SILENT_METER } from '../../src/meter/meter.js';
import type { WebTools } from '../../src/web/web-server.js';

/** A service that nobody watches: for tests about something else. */
export const NO_OPERATORS: Pick<WebTools, 'meter' | 'reasons' | 'metrics' | 'operatorToken'> = {
  meter: SILENT_METER,
  reasons: () => [],
  metrics: async () => '',
  operatorToken: undefined,
};
