import request from 'supertest';
import type { Ledger } from '../../src/ledger/ledger.js';
import { memoryLedger } from '../../src/ledger/memory-ledger.js';
import { APPROVAL_ROLES, ROLE_NAMES } from '../../src/model/approval.js';
import type { JsonObject } from '../../src/model/json-value.js';
import type { ModeOverride, OverrideMode } from '../../src/model/mode-override.js';
import type { Department } from '../../src/model/site.js';
import { fullApprovals, fullGate, gateEntry } from '../support/gates.js';
import { START, startVoice } from '../support/voice-service.js';
import type { VoiceOptions, VoiceService } from '../support/voice-service.js';
import { demoSite, shippedTexts } from '../support/shipped-content.js';
import { bundle, CODE, condition, encounter, hookCall, patient, telling } from '../support/web-charts.js';

const DAY = 86_400_000;
const ED: Department = {
  id: 'ed',
  match: { locations: ['ed-room'], serviceProviders: undefined, serviceTypes: undefined },
  approach: 'conversation',
  mode: 'live',
  alertsPer1000: undefined,
};
const WARD: Department = { ...ED, id: 'ward', match: { ...ED.match, locations: ['bed-1'] } };
const DEPARTMENTS = [ED, WARD];
const STAFF = { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'EMP' };

let voice: VoiceService;
afterEach(async () => voice.close());

async function start(options: VoiceOptions = {}): Promise<void> {
  voice = await startVoice(options);
}

function inRoom(room: string): JsonObject {
  return encounter({ location: [{ location: { reference: `Location/${room}` } }] });
}

/** A call that has a card to show, from a department. */
function callFrom(room: string): JsonObject {
  return hookCall({ prefetch: telling({ encounter: inRoom(room) }) });
}

/** A call that cannot be answered but by not reading it: no Patient was sent, and none can be fetched (412). */
function unreadable(room: string): JsonObject {
  return hookCall({ prefetch: { encounter: inRoom(room) } });
}

function override(mode: OverrideMode, department?: string): ModeOverride {
  return { department, mode, since: START, by: 'a test', reason: 'a drill' };
}

function set(mode: OverrideMode, department?: string): Promise<void> {
  return voice.restraints.setOverride({ kind: 'set', ...override(mode, department) });
}

interface Readiness {
  readonly status: number;
  readonly body: {
    readonly status: string;
    readonly reasons: readonly string[];
    readonly revision: string;
    readonly departments: readonly {
      readonly department: string;
      readonly mode: string;
      readonly blocks: readonly string[];
    }[];
  };
}

async function readiness(): Promise<Readiness> {
  const { status, body } = await request(voice.url).get('/readiness');
  return { status, body: body as Readiness['body'] };
}

/** Fails where a card is looked up or recorded. */
function forgetful(): Ledger {
  return {
    ...memoryLedger({ now: () => START }),
    recall: () => Promise.reject(new Error('recalled')),
    issue: () => Promise.reject(new Error('issued')),
  };
}

describe('Shadow evaluates and counts, and shows nothing (issue: modes)', () => {
  it('counts the card that it held back, with its tier, and neither looks it up nor records it', async () => {
    await start({ site: { mode: 'shadow' }, ledger: forgetful() });
    expect(await voice.ask(hookCall())).toStrictEqual([]);
    expect(voice.lines).toMatchObject([{ status: 200, outcome: 'shadow', tier: 3 }]);
    expect(await voice.counts()).toMatchObject([{ outcome: 'shadow', tier: 3, count: 1 }]);
  });
  it('counts what has nothing to show as that', async () => {
    await start({ site: { mode: 'shadow' } });
    await voice.ask(hookCall({ prefetch: telling({ conditions: bundle(condition(CODE.harmless)) }) }));
    expect(await voice.counts()).toMatchObject([{ outcome: 'below-threshold', tier: 0 }]);
  });
  it('is where charts of no department are, in a pilot', async () => {
    await start({ site: { departments: DEPARTMENTS, elsewhere: 'shadow' } });
    expect(await voice.ask(callFrom('ed-room'))).toHaveLength(1);
    expect(await voice.ask(callFrom('cafeteria'))).toHaveLength(0);
    expect(voice.lines.at(-1)).toMatchObject({ outcome: 'shadow' });
  });
});

describe('Off and suspended answer at once, without reading (issue: modes, kill switch)', () => {
  it('where the site is off', async () => {
    await start({ site: { mode: 'off' } });
    expect(await voice.ask(unreadable('ed-room'))).toStrictEqual([]);
    expect(voice.lines).toMatchObject([{ status: 200, outcome: 'off' }]);
    expect(await voice.counts()).toMatchObject([{ outcome: 'off', tier: undefined, count: 1 }]);
  });
  it('where operators suspended the site, until they resume', async () => {
    await start();
    expect(await voice.ask(hookCall())).toHaveLength(1);
    await set('suspended');
    expect(await voice.ask(unreadable('ed-room'))).toStrictEqual([]);
    expect(await voice.ask(hookCall())).toStrictEqual([]);
    expect(voice.lines.at(-1)).toMatchObject({ outcome: 'suspended' });
    await voice.restraints.setOverride({
      kind: 'clear',
      department: undefined,
      at: START,
      by: 'a test',
      reason: 'over',
    });
    expect(await voice.ask(hookCall())).toHaveLength(1);
  });
  it('where operators suspended one department, and nowhere else', async () => {
    await start({ site: { departments: DEPARTMENTS } });
    await set('suspended', 'ed');
    expect(await voice.ask(unreadable('ed-room'))).toStrictEqual([]);
    expect(await voice.counts()).toMatchObject([{ outcome: 'suspended', department: 'ed' }]);
    expect(await voice.ask(callFrom('bed-1'))).toHaveLength(1);
    expect(await voice.ask(callFrom('cafeteria'))).toHaveLength(1);
  });
  it('where the department is found out from the chart only, after it was read', async () => {
    await start({ site: { departments: DEPARTMENTS } });
    await set('suspended', 'ed');
    const { encounter: _, ...sent } = telling({ encounters: bundle(inRoom('ed-room')) });
    expect(await voice.ask(hookCall({ prefetch: sent }))).toStrictEqual([]);
    expect(await voice.counts()).toMatchObject([{ outcome: 'suspended', department: 'ed' }]);
  });
  it.each([
    ['was not sent', undefined],
    ['was refused', { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'forbidden' }] }],
    ['is another', encounter({ id: 'e2', location: [{ location: { reference: 'Location/bed-1' } }] })],
  ])('where a call may be from there: it names an encounter, which %s', async (_, sent) => {
    await start({ site: { departments: DEPARTMENTS } });
    const { encounter: __, ...others } = telling();
    const prefetch = sent === undefined ? others : { ...others, encounter: sent };
    expect(await voice.ask(hookCall({ prefetch }))).toHaveLength(1);
    await set('suspended', 'ed');
    expect(await voice.ask(hookCall({ prefetch }))).toStrictEqual([]);
    const outside = { userId: 'Practitioner/example', patientId: 'p1' };
    expect(await voice.ask(hookCall({ context: outside, prefetch: others }))).toHaveLength(1);
  });
  it('where it cannot be known whether operators suspended it', async () => {
    const down = {
      ...memoryLedger({ now: () => START }),
      overrides: () => Promise.reject(new Error('down')),
    };
    await start({ ledger: down });
    expect(await voice.ask(hookCall())).toStrictEqual([]);
    voice.clock.at += 5000;
    const { status, body } = await readiness();
    expect(status).toBe(503);
    expect(body.reasons.join('\n')).toMatch(/cannot be read since 2026-03-10T15:00:00/);
  });
  it('on a process that hears of it from the ledger, within a second', async () => {
    await start();
    // Another process, or the command, writes to the ledger that this one follows.
    await voice.ledger.setOverride({ kind: 'set', ...override('suspended') });
    const from = performance.now();
    while ((await voice.ask(hookCall())).length > 0 && performance.now() - from < 5000) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(performance.now() - from).toBeLessThan(1000);
  });
  it('but says nothing to whoever is no clinician even then, and counts that as before (invariant 2)', async () => {
    await start({ site: { mode: 'off' } });
    await voice.ask(hookCall({ context: { userId: 'Patient/p1', patientId: 'p1' } }));
    expect(voice.lines).toMatchObject([{ outcome: 'not-a-clinician' }]);
  });
});

describe('Two-person approval (issue: content that misses one can run in shadow only)', () => {
  it.each(APPROVAL_ROLES)(
    'keeps a live site in shadow without %s, and readiness and console say so',
    async (role) => {
      await start({ site: { approvals: fullApprovals('2026').filter((one) => one.role !== role) } });
      expect(await voice.ask(hookCall())).toStrictEqual([]);
      expect(voice.lines).toMatchObject([{ outcome: 'shadow' }]);
      const { status, body } = await readiness();
      expect([status, body.status]).toStrictEqual([200, 'quiet']);
      expect(body.reasons).toStrictEqual([`everywhere (shadow): approvals: ${ROLE_NAMES[role]} is missing`]);
      const { text } = await request(voice.url).get('/console');
      expect(text).toContain(`approvals: ${ROLE_NAMES[role]} is missing`);
      expect(text + JSON.stringify(body)).not.toContain('somebody (');
    },
  );
  it('speaks where all three have approved what it serves', async () => {
    await start();
    expect(await voice.ask(hookCall())).toHaveLength(1);
  });
  it('does not speak by the word of one person', async () => {
    const approvals = fullApprovals('2026').map((one) => ({ ...one, name: 'A. Owner' }));
    await start({ site: { approvals } });
    expect(await voice.ask(hookCall())).toStrictEqual([]);
    expect((await readiness()).body.reasons).toStrictEqual([
      'everywhere (shadow): approvals: one person stands for every role; it takes two',
    ]);
  });
  it('leaves a site that chose shadow ready', async () => {
    await start({ site: { mode: 'shadow', approvals: [] } });
    expect((await readiness()).body.status).toBe('ready');
  });
});

describe('The gate (response brief 8.2)', () => {
  it('keeps a live site in shadow, and readiness lists what blocks and which content serves', async () => {
    await start({ site: { gate: fullGate('2026', ['staff-training']) } });
    expect(await voice.ask(hookCall())).toStrictEqual([]);
    expect(voice.lines).toMatchObject([{ outcome: 'shadow' }]);
    const { status, body } = await readiness();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: 'quiet',
      reasons: ['everywhere (shadow): gate: staff-training is missing'],
      revision: voice.content.revision,
      departments: [
        { department: 'everywhere', mode: 'shadow', blocks: ['gate: staff-training is missing'] },
      ],
    });
  });
  it('shuts by itself at the end of the last day of one item, for one department', async () => {
    const roster = gateEntry('on-call-contact', '2026-03-01', '2026-03-10');
    const gate = { ...fullGate('2026'), departments: { ed: [roster] } };
    await start({ site: { departments: DEPARTMENTS, gate } });
    voice.clock.at = Date.parse('2026-03-10T23:59:59.999Z');
    expect(await voice.ask(callFrom('ed-room'))).toHaveLength(1);
    voice.clock.at += 1;
    expect(await voice.ask(callFrom('ed-room'))).toHaveLength(0);
    expect(await voice.ask(callFrom('bed-1'))).toHaveLength(1);
    const { body } = await readiness();
    expect(body.reasons).toStrictEqual(['ed (shadow): gate: on-call-contact expired after 2026-03-10']);
    expect(body.departments.map(({ mode }) => mode)).toStrictEqual(['live', 'shadow', 'live']);
  });
  it('leaves a site that chose shadow ready, and still says what would block it', async () => {
    await start({ site: { mode: 'shadow', gate: fullGate('2026', ['staff-support']) } });
    const { status, body } = await readiness();
    expect([status, body.status, body.reasons]).toStrictEqual([200, 'ready', []]);
    expect(body.departments[0]?.blocks).toStrictEqual([
      'site.yaml: shadow',
      'gate: staff-support is missing',
    ]);
  });
  it('opens for the demo, with the clock 400 days ahead', async () => {
    await start({ site: demoSite(await shippedTexts()) });
    const ahead = (days: number): JsonObject => {
      voice.clock.at = START + days * DAY;
      const recordedDate = new Date(voice.clock.at - DAY).toISOString().slice(0, 10);
      return hookCall({
        prefetch: telling({ conditions: bundle(condition(CODE.privateConversation, { recordedDate })) }),
      });
    };
    expect(await voice.ask(ahead(0))).toHaveLength(1);
    expect(await voice.ask(ahead(400))).toHaveLength(1);
    const { status, body } = await readiness();
    expect([status, body.status, body.reasons]).toStrictEqual([200, 'ready', []]);
  });
});

describe('The alert budget of a department (issue: per 1,000 encounters)', () => {
  it('sends it to shadow when it is over, tells operators, and the bedside sees nothing', async () => {
    const ledger = memoryLedger({ now: () => START });
    const alertBudget = { per1000: 50, days: 7, atLeast: 20 };
    await start({ site: { departments: DEPARTMENTS, alertBudget } });
    const { revision } = voice.content;
    await voice.close();
    for (let call = 0; call < 40; call += 1) {
      const outcome = call % 2 === 0 ? 'shown' : 'below-threshold';
      ledger.count({
        hook: 'patient-view',
        department: 'ed',
        revision,
        tier: 3,
        outcome,
        ageBand: undefined,
        at: START - DAY,
      });
    }
    await start({ site: { departments: DEPARTMENTS, alertBudget }, ledger });
    expect(await voice.ask(callFrom('ed-room'))).toHaveLength(0);
    expect(voice.lines.at(-1)).toMatchObject({ status: 200, outcome: 'shadow' });
    expect(await voice.ask(callFrom('bed-1'))).toHaveLength(1);
    const { status, body } = await readiness();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: 'quiet',
      reasons: ['ed (shadow): alert budget: more cards than the site allows'],
    });
  });
});

describe('Charts that the site leaves alone (issue: staff exclusions)', () => {
  const label = (code: string): JsonObject => ({ meta: { security: [{ ...STAFF, code, display: 'x' }] } });
  it.each([
    ['the Patient', { patient: patient(label('EMP')) }],
    ['the current Encounter', { encounter: encounter(label('EMP')) }],
  ])('by a security label of %s: no card, and nothing of it is counted or logged', async (_, more) => {
    await start({ site: { excludedCharts: [STAFF] }, ledger: forgetful() });
    expect(await voice.ask(hookCall({ prefetch: telling(more) }))).toStrictEqual([]);
    expect(voice.lines[0]).toMatchObject({ outcome: 'excluded-chart' });
    expect(voice.lines[0]).not.toHaveProperty('tier');
    expect(await voice.counts()).toMatchObject([{ outcome: 'excluded-chart', tier: undefined }]);
  });
  const plain = { lastUpdated: '2026-03-10T14:40:00Z' };
  const older = { meta: { security: [STAFF], lastUpdated: '2026-03-10T14:35:00Z' } };
  it.each<[string, JsonObject]>([
    ['the Encounter among all', { encounters: bundle(encounter(label('EMP'))) }],
    [
      'the Encounter under its own key',
      { encounter: encounter(label('EMP')), encounters: bundle(encounter()) },
    ],
    ['an older Encounter', { encounter: encounter(older), encounters: bundle(encounter({ meta: plain })) }],
    [
      'the first of three Encounters',
      { encounters: bundle(encounter(older), encounter({ meta: plain }), encounter()) },
    ],
    [
      'an Encounter that was entered in error',
      { encounters: bundle(encounter({ ...label('EMP'), status: 'entered-in-error' })) },
    ],
    ['a Patient under its key', { patient: bundle(patient(), patient(label('EMP'))) }],
    ['a Patient without id', { patient: bundle(patient(), patient({ ...label('EMP'), id: undefined })) }],
    [
      'an older Patient that came with the visits',
      { encounters: bundle(patient(older), patient({ meta: plain })) },
    ],
  ])('by a security label of one copy: %s, beside one without it', async (_, more) => {
    await start({ site: { excludedCharts: [STAFF] } });
    expect(await voice.ask(hookCall({ prefetch: telling(more) }))).toStrictEqual([]);
    expect(voice.lines[0]).toMatchObject({ outcome: 'excluded-chart' });
  });
  it.each([
    ['another label', [STAFF], { patient: patient(label('CEL')) }],
    ['a label of another system', [{ ...STAFF, system: 'urn:other' }], { patient: patient(label('EMP')) }],
    [
      'a label on another encounter',
      [STAFF],
      { encounters: bundle(encounter({ id: 'e0', ...label('EMP') })) },
    ],
    [
      'a label on one of two copies of another encounter',
      [STAFF],
      { encounters: bundle(encounter({ id: 'e0', ...label('EMP') }), encounter({ id: 'e0' })) },
    ],
    ['a label on another Patient', [STAFF], { encounters: bundle(patient({ id: 'p2', ...label('EMP') })) }],
    ['a site without a rule', [], { patient: patient(label('EMP')) }],
  ])('but not by %s', async (_, excludedCharts, more) => {
    await start({ site: { excludedCharts } });
    expect(await voice.ask(hookCall({ prefetch: telling(more) }))).toHaveLength(1);
  });
});
