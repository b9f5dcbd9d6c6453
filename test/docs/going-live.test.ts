import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readGate } from '../../src/content/read-gate.js';
import { GATE_ITEM_IDS, gateRule } from '../../src/model/gate.js';

const text = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'going-live.md'), 'utf8');

describe('docs/going-live.md says what the service does', () => {
  it('has the gate’s items, each with its evidence and its longest time', () => {
    const rows = [...text.matchAll(/^\| `([a-z-]+)` \| ([^|]+) \| ([^|]+) \| (\d+) days([^|]*) \|$/gm)];
    expect(rows.map(([, ...row]) => row)).toStrictEqual(
      GATE_ITEM_IDS.map((item) => {
        const { label, evidence, days, bound } = gateRule(item);
        return [
          item,
          label,
          evidence,
          String(days),
          bound === undefined ? '' : ', one version of the content',
        ];
      }),
    );
  });
  it('shows a gate.yaml that lints', () => {
    const [, example = ''] = /```yaml\n(items:[\s\S]*?)```/.exec(text) ?? [];
    const clinic = {
      id: 'youth-clinic',
      match: { locations: ['1'], serviceProviders: undefined, serviceTypes: undefined },
      approach: 'conversation',
      mode: 'live',
      alertsPer1000: undefined,
    } as const;
    expect(readGate('gate.yaml', example, { demo: false, departments: [clinic] })).toMatchObject({
      kind: 'read',
      gate: { items: [{}, {}], departments: { 'youth-clinic': [{}] } },
    });
  });
});
