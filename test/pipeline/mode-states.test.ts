import { modeStates } from '../../src/pipeline/mode-states.js';
import { fullGate, VERSION } from '../support/gates.js';
import { shippedContent } from '../support/shipped-content.js';

const NOW = Date.parse('2026-03-10T15:00:00Z');

describe('modeStates: what metrics say of modes and gate', () => {
  const match = { locations: ['loc'], serviceProviders: undefined, serviceTypes: undefined };
  const department = {
    id: 'ed',
    match,
    approach: 'conversation',
    mode: 'live',
    alertsPer1000: undefined,
  } as const;
  const content = async (
    missing: Parameters<typeof fullGate>[1],
  ): Promise<Parameters<typeof modeStates>[0]> => {
    const gate = fullGate('2026', missing);
    const { site, approvals, directory, cardPlans } = await shippedContent({
      mode: 'live',
      elsewhere: 'live',
      departments: [department],
      gate,
    });
    return { site, version: VERSION, approvals, directory, cardPlans };
  };

  it('are live without a blocking item where nothing speaks against it', async () => {
    expect(modeStates(await content([]), { overrides: [], overBudget: new Set() }, NOW)).toStrictEqual([
      { department: undefined, mode: 'live', blocking: 0 },
      { department: 'ed', mode: 'live', blocking: 0 },
    ]);
  });

  it('count what approvals lack', async () => {
    const plain = await content([]);
    const site = { ...plain.site, approvals: [] };
    const states = modeStates({ ...plain, site }, { overrides: [], overBudget: new Set() }, NOW);
    expect(states.map(({ mode, blocking }) => [mode, blocking])).toStrictEqual([
      ['shadow', 3],
      ['shadow', 3],
    ]);
  });

  it('count what the gate lacks, and follow operators and budget', async () => {
    const override = {
      department: 'ed',
      mode: 'suspended',
      since: NOW,
      by: 'a test',
      reason: 'a test',
    } as const;
    const restraints = { overrides: [override], overBudget: new Set([undefined]) };
    const states = modeStates(await content(['privacy-tests', 'incident-drill']), restraints, NOW);
    expect(states).toStrictEqual([
      { department: undefined, mode: 'shadow', blocking: 2 },
      { department: 'ed', mode: 'suspended', blocking: 2 },
    ]);
  });
});
