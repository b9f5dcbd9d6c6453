// A process that writes to a ledger until it is killed, and says of each record when it was acknowledged.
// node ledger-writer.mjs DIST FOLDER
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [dist = '', folder = ''] = process.argv.slice(2);
const load = (path) => import(pathToFileURL(join(dist, path)).href);
const { openLedger } = await load('ledger/open-ledger.js');
const { subjectSealer } = await load('ledger/seal-subject.js');
const keys = [{ id: 'k', secret: Buffer.alloc(32, 1) }];
const sealSubject = subjectSealer(keys);
const say = (line) => void process.stdout.write(`${line}\n`);
const ledger = await openLedger(
  { kind: 'sqlite', file: join(folder, 'haven.sqlite') },
  {
    keys,
    spool: { folder: join(folder, 'spool'), pid: process.pid, uuid: randomUUID },
    now: Date.now,
    report: (change) => say(`report ${change}`),
  },
);

async function write() {
  const subject = { realm: 'r', patientId: randomUUID(), encounterId: 'e' };
  const uuid = randomUUID();
  const at = Date.now();
  await ledger.issue({
    uuid,
    service: 's',
    hook: 'patient-view',
    topic: 't',
    revision: 'r',
    department: undefined,
    tier: 2,
    language: 'en',
    client: 'c',
    at,
    marks: sealSubject(subject, 't'),
    rule: { times: undefined, reportsOutcomes: true },
  });
  const lost = ledger.health().some((reason) => reason.includes('not recorded'));
  if (!lost) say(`card ${uuid}`);
  const item = { card: uuid, outcome: 'accepted', acceptedSuggestions: [], reason: undefined, at: undefined };
  const quiet = { kind: 'until', at: at + 86_400_000, alsoEncounter: true };
  try {
    await ledger.recordFeedback('s', 'c', [{ item, quiet }], at);
    say(`feedback ${uuid}`);
  } catch (error) {
    say(`refused ${error.code}`);
  }
}

async function audit(index) {
  await ledger
    .audit({ at: Date.now(), kind: 'service', by: 'haven', department: undefined, detail: `entry ${index}` })
    .then(() => say(`audit ${index}`))
    .catch(() => undefined);
}

say('ready');
// 200 a second, as at a busy hospital.
let index = 0;
setInterval(() => {
  index += 1;
  void write();
  if (index % 10 === 0) void audit(index);
}, 5);
