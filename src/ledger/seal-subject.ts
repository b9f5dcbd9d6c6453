import { createHmac } from 'node:crypto';
import type { KnownMarks, SubjectMarks } from './ledger.js';
import type { SiteKey, SiteKeys } from './site-keys.js';

/** Whom a card is about. It is sealed at once and never kept. */
export interface Subject {
  /** whose ids these are (client profile, and tenant or FHIR server): equal ids of two of them are two patients */
  readonly realm: string;
  readonly patientId: string;
  readonly encounterId: string | undefined;
}

/** Turns ids into keyed hashes. */
export interface SubjectSealer {
  /** what is written down: by the newest key */
  marks(subject: Subject, topic: string): SubjectMarks;
  /** what is looked for: by every key, so that a new key ends no cooldown */
  known(subject: Subject, topic: string): KnownMarks;
}

/** HMAC-SHA-256 over a JSON list, which keeps its parts apart: `a|b` and `c` never seal as `a` and `b|c`. */
function seal({ secret }: SiteKey, parts: readonly string[]): string {
  return createHmac('sha256', secret).update(JSON.stringify(parts)).digest('base64url');
}

function sealTopic(key: SiteKey, { realm, patientId }: Subject, topic: string): string {
  return seal(key, ['patient+topic', realm, patientId, topic]);
}

function sealEncounter(key: SiteKey, { realm, patientId }: Subject, encounterId: string): string {
  return seal(key, ['patient+encounter', realm, patientId, encounterId]);
}

/** Makes the sealer of a site's keys. */
export function subjectSealer(keys: SiteKeys): SubjectSealer {
  const [newest] = keys;
  return {
    marks: (subject, topic) => {
      const { encounterId } = subject;
      return {
        patientTopic: sealTopic(newest, subject, topic),
        patientEncounter: encounterId === undefined ? undefined : sealEncounter(newest, subject, encounterId),
      };
    },
    known: (subject, topic) => {
      const { encounterId } = subject;
      return {
        patientTopic: keys.map((key) => sealTopic(key, subject, topic)),
        patientEncounter:
          encounterId === undefined ? [] : keys.map((key) => sealEncounter(key, subject, encounterId)),
      };
    },
  };
}
