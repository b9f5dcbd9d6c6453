import type { Bench, Row } from './fault.js';
import { operate } from './operate.js';
import { lostOf, readRemembered } from './remembered.js';
import type { Haven, HavenSettings } from './start-haven.js';
import type { Tally } from './tally.js';

type Checked = Pick<Row, 'lost' | 'broken'>;

/** The ledger has everything: the database answers, and nothing waits in the spool. */
async function isSettled(haven: Haven): Promise<boolean> {
  return haven.says(/the spool holds|database is down/, false, 180_000);
}

/**
 * Holds what was promised against what is remembered, once a healthy process has given back what was spooled; then follows the
 * audit from its beginning.
 */
export async function checkLedger(
  bench: Bench,
  settings: HavenSettings,
  haven: Haven,
  tally: Tally,
): Promise<Checked> {
  const settled = await isSettled(haven);
  const lost = lostOf(tally, await readRemembered(settings.database));
  const audit = await operate(bench, settings, 'audit', 'verify');
  const rules: readonly (readonly [boolean, string])[] = [
    [settled, `the ledger does not come to rest: ${await haven.readiness()}\n${haven.told()}`],
    [
      audit.code === 0 && audit.stdout.includes('the chain holds'),
      `haven audit verify: ${audit.stdout}${audit.stderr}`,
    ],
    [lost.cards === 0, `${lost.cards} card(s) were given and are not remembered`],
    [lost.reported === 0, `${lost.reported} acknowledged feedback not remembered`],
    [lost.changes === 0, `${lost.changes} acknowledged change(s) of operators not in the audit`],
  ];
  return {
    lost: lost.cards + lost.reported + lost.changes,
    broken: rules.filter(([holds]) => !holds).map(([, complaint]) => complaint),
  };
}
