import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { STAGES } from '../../src/meter/meter.js';
import { METRICS } from '../../src/meter/metric-table.js';
import { SOURCES } from '../../src/model/source.js';
import { reasonOf } from '../../src/watch/alarm.js';
import type { Alarm } from '../../src/watch/alarm.js';
import { ROOT } from '../support/data-content.js';

const text = readFileSync(join(ROOT, 'docs', 'operations.md'), 'utf8');

describe('docs/operations.md', () => {
  it('shows the metrics of the registry, row by row', () => {
    const shown = [...text.matchAll(/^\| `(haven_\w+)` \| (\w+) \| (.+?) \| (.+?) \|$/gm)].map(
      ([, name, type, labels, help]) => [name, type, labels, help],
    );
    const own = Object.entries(METRICS).map(([name, { type, labels, help }]) => [
      name,
      type,
      labels.length === 0 ? 'none' : labels.map((label) => `\`${label}\``).join(', '),
      help,
    ]);
    expect(shown).toStrictEqual(own);
  });

  it('names the stages in their order', () => {
    const line = text.slice(text.indexOf('Stages, in order:'), text.indexOf('Metering costs'));
    expect([...line.matchAll(/`(\w+)`/g)].map(([, stage]) => stage)).toStrictEqual([...STAGES]);
  });

  it('says what to do about every alarm of the watch', () => {
    const reasons = [...text.matchAll(/^\| `([^`]+…[^`]*|…[^`]+)` \| .+ \| .+ \|$/gm)].map(
      ([, reason = '']) => reason,
    );
    const patterns = reasons.map(
      (reason) =>
        new RegExp(
          `^${reason
            .split('…')
            .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
            .join('.*')}$`,
        ),
    );
    const alarms: readonly Alarm[] = [
      ...(['no-patient', 'silent', 'unasked', 'failed', 'late'] as const).map((problem): Alarm => ({
        kind: 'heartbeat',
        problem,
      })),
      { kind: 'silence', where: { kind: 'all' } },
      { kind: 'burst', where: { kind: 'department', id: 'ed' } },
      ...SOURCES.map((source): Alarm => ({ kind: 'prefetch', source })),
    ];
    for (const alarm of alarms) {
      const reason = reasonOf(alarm);
      expect([reason, patterns.filter((pattern) => pattern.test(reason)).length]).toStrictEqual([reason, 1]);
    }
  });

  it('names files that are there', () => {
    for (const [, path = ''] of text.matchAll(/\]\(((?!http)[^)#]+)\)/g))
      expect([path, existsSync(join(ROOT, 'docs', path))]).toStrictEqual([path, true]);
  });

  it('names every field of a log line', () => {
    const log = readFileSync(join(ROOT, 'src/web/shared/call-log.ts'), 'utf8');
    const fields = [...log.slice(log.indexOf('const FIELDS')).matchAll(/^ {2}(\w+): true,$/gm)].map(
      ([, field]) => field,
    );
    expect(fields.length).toBeGreaterThan(10);
    for (const field of fields) expect(text).toContain(`\`${field}\``);
  });
});
