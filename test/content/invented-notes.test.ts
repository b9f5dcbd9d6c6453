import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isLanguage } from '../../src/model/language.js';
import { TextReader } from '../../src/text/text-reader.js';
import { shippedContent } from '../support/shipped-content.js';

/** Groups that only exclude are no findings. */
const EXCLUDING = new Set([
  'parent-speaks',
  'parent-stays',
  'companion-wanted',
  'usual-carer',
  'critically-ill',
  'care-restraint',
  'interpreting-on-request',
  'time-alone-declined',
  'time-alone-not-possible',
]);

const FOLDER = join(import.meta.dirname, '..', 'support', 'invented-notes');

interface Score {
  readonly read: number;
  readonly positives: number;
  readonly alarms: number;
  readonly negatives: number;
}

/** Lines `groups<TAB>note`, written by somebody who had not seen the phrases; `none` where nothing is to be found. */
async function score(language: string, file: string): Promise<Score> {
  const { phrases } = await shippedContent();
  const reader = new TextReader(phrases);
  const counts = { read: 0, positives: 0, alarms: 0, negatives: 0 };
  for (const line of readFileSync(join(FOLDER, file), 'utf8').split('\n')) {
    const [wanted, note] = line.split('\t');
    if (wanted === undefined || note === undefined) continue;
    const options = { language: isLanguage(language) ? language : undefined, isAffirmed: false };
    const stated = reader.read(note.replaceAll('\\n', '\n'), options);
    const ids = stated
      .filter(({ past }) => past.kind === 'now' || (past.kind === 'ago' && past.days < 365))
      .map(({ group }) => phrases.groups[group]?.id ?? '')
      .filter((id) => !EXCLUDING.has(id));
    if (wanted === 'none') {
      counts.negatives += 1;
      if (ids.length > 0) counts.alarms += 1;
    } else {
      counts.positives += 1;
      if (wanted.split(' ').every((id) => ids.includes(id))) counts.read += 1;
    }
  }
  return counts;
}

/**
 * What was reached on 22 November 2026, as a floor. The near sets were used to widen the phrases. The far ones, worded on
 * purpose as seldom as possible, were looked at only for false alarms; see docs/notes.md.
 */
const FLOORS = [
  ['en', 'en-near.tsv', 0.97, 0.02],
  ['en', 'en-far.tsv', 0.6, 0.02],
  ['fr', 'fr-near.tsv', 0.97, 0.02],
  ['fr', 'fr-far.tsv', 0.58, 0.02],
  ['es', 'es-near.tsv', 0.97, 0.02],
  ['es', 'es-far.tsv', 0.46, 0.02],
] as const;

describe('invented notes: what the phrases read, and what they leave alone', () => {
  it.each(FLOORS)(
    '%s, %s: at least %d of what is there, false alarms at most %d',
    async (language, file, floor, most) => {
      const { read, positives, alarms, negatives } = await score(language, file);
      expect(positives).toBeGreaterThan(100);
      expect(negatives).toBeGreaterThan(80);
      expect(read / positives).toBeGreaterThanOrEqual(floor);
      expect(alarms / negatives).toBeLessThanOrEqual(most);
    },
  );
});
