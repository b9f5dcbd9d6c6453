import { createHmac } from 'node:crypto';
import { commentSealer, openComment } from '../../src/ledger/seal-comment.js';
import { subjectSealer } from '../../src/ledger/seal-subject.js';
import { parseSiteKeys } from '../../src/ledger/site-keys.js';
import { HavenError } from '../../src/model/haven-error.js';
import { siteKey, somebody, TOPIC } from '../support/ledger-cards.js';

const SECRET = Buffer.alloc(32, 7).toString('base64url');
const OTHER = Buffer.alloc(33, 8).toString('base64url');

describe('keys of a site (HAVEN_KEYS, HAVEN_KEYS_FILE)', () => {
  it.each([
    ['apart by a comma', `2026-02:${OTHER},2026-01:${SECRET}`],
    ['by line, with remarks', `# newest first\n2026-02:${OTHER}\n\n 2026-01:${SECRET}\r\n`],
    ['with padding', `2026-02:${OTHER}=,2026-01:${SECRET}=`],
  ])('are read newest first: %s', (_, text) => {
    expect(parseSiteKeys(text).map(({ id, secret }) => [id, secret.length])).toStrictEqual([
      ['2026-02', 33],
      ['2026-01', 32],
    ]);
  });

  it.each([
    ['nothing', '', /there is none/],
    ['only remarks', '# later\n', /there is none/],
    ['no id', SECRET, /entry 1 is not id:base64url/],
    ['an entry that is not base64url', `a:${SECRET},b:no+no`, /entry 2/],
    ['31 bytes', `a:${Buffer.alloc(31).toString('base64url')}`, /a has 31 bytes \(at least 32\)/],
    ['an id twice', `a:${SECRET},a:${OTHER}`, /an id is given twice/],
    ['a secret twice', `a:${SECRET},b:${SECRET}`, /the same secret/],
  ])('are refused for %s, and no secret is repeated', (_, text, message) => {
    expect(() => parseSiteKeys(text)).toThrow(HavenError);
    expect(() => parseSiteKeys(text)).toThrow(message);
    expect(() => parseSiteKeys(text)).not.toThrow(SECRET);
  });
});

describe('whom a card is about (HMAC-SHA-256 under a key of the site)', () => {
  const key = siteKey('one');
  const sealSubject = subjectSealer([key]);
  const subject = somebody({ patientId: 'p', encounterId: 'e' });

  it('is sealed by every key, newest first', () => {
    const newer = siteKey('two');
    const [one, other] = [sealSubject(subject, TOPIC), subjectSealer([newer])(subject, TOPIC)];
    expect(subjectSealer([newer, key])(subject, TOPIC)).toStrictEqual({
      patientTopic: [...other.patientTopic, ...one.patientTopic],
      patientEncounter: [...other.patientEncounter, ...one.patientEncounter],
    });
  });

  it('cannot be found out without the key', () => {
    const text = JSON.stringify(['patient+topic', 'ehr', 'p', TOPIC]);
    const [mark] = sealSubject(subject, TOPIC).patientTopic;
    expect(mark).toBe(createHmac('sha256', key.secret).update(text).digest('base64url'));
    expect(subjectSealer([siteKey('one')])(subject, TOPIC).patientTopic).not.toContain(mark);
  });

  it.each([
    ['patient', { patientId: 'q' }],
    ['realm', { realm: 'other' }],
    ['way of cutting the same letters', { realm: 'eh', patientId: 'rp' }],
  ])('differs by %s', (_, more) => {
    const [one, other] = [sealSubject(subject, TOPIC), sealSubject({ ...subject, ...more }, TOPIC)];
    expect(other.patientTopic).not.toEqual(one.patientTopic);
    expect(other.patientEncounter).not.toEqual(one.patientEncounter);
  });

  it('has no mark of an encounter that is not named', () => {
    expect(sealSubject({ ...subject, encounterId: undefined }, TOPIC).patientEncounter).toStrictEqual([]);
  });
});

describe('a comment that a site keeps (AES-256-GCM)', () => {
  const [one, two] = [siteKey('one'), siteKey('two')];
  const sealed = commentSealer([one])('the companion answered for her', 'card');

  it('opens for its card, by its key, also when that is no longer the newest', () => {
    expect(openComment([two, one], sealed, 'card')).toBe('the companion answered for her');
    expect(sealed.sealed).not.toContain(Buffer.from('companion').toString('base64url').slice(2, 8));
  });

  it.each([
    ['its key is gone', [two], sealed, 'card'],
    ['another key has its name', [siteKey('one')], sealed, 'card'],
    ['it was moved to another card', [one], sealed, 'another'],
    ['it was cut', [one], { ...sealed, sealed: sealed.sealed.slice(0, 30) }, 'card'],
    ['it is empty', [one], { ...sealed, sealed: '' }, 'card'],
  ] as const)('does not open where %s', (_, keys, comment, card) => {
    const [first, ...others] = keys;
    expect(openComment([first, ...others], comment, card)).toBeUndefined();
  });

  it('never seals alike, and keeps at most 2,000 characters', () => {
    const seal = commentSealer([one]);
    expect(seal('same', 'card').sealed).not.toBe(seal('same', 'card').sealed);
    expect(openComment([one], seal('x'.repeat(2001), 'card'), 'card')).toHaveLength(2000);
  });
});
