import { createHmac } from 'node:crypto';
import type { SubjectMarks } from './ledger.js';
import type { SiteKey, SiteKeys } from './site-keys.js';

/** Whom a card is about. It is sealed at once and never kept. */
export interface Subject {
  /** whose ids these are (client profile, and tenant or FHIR server): equal ids of two of them are two patients */
  readonly realm: string;
  readonly patientId: string;
  readonly encounterId: string | undefined;
}

/** Turns ids into keyed hashes, by every key: a new one ends no cooldown. */
export type SealSubject = (subject: Subject, topic: string) => SubjectMarks;

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

/** Seals by all keys of a site. */
export function subjectSealer([newest, ...former]: SiteKeys): SealSubject {
  return (subject, topic) => {
    const { encounterId } = subject;
    return {
      patientTopic: [
        sealTopic(newest, subject, topic),
        ...former.map((key) => sealTopic(key, subject, topic)),
      ],
      patientEncounter:
        encounterId === undefined
          ? []
          : [newest, ...former].map((key) => sealEncounter(key, subject, encounterId)),
    };
  };
}
