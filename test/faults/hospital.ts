import { member } from '../../src/model/json-value.js';
import { hookBody, SERVICE, TOPIC } from './hook-body.js';
import type { BodyOptions, Patient } from './hook-body.js';
import { post } from './post.js';
import type { Answer } from './post.js';
import type { Tally } from './tally.js';

/** What a call should bring. */
export interface Expected extends BodyOptions {
  /** default: whether the chart holds a reason */
  readonly card?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

function cardsOf(body: string): readonly unknown[] | undefined {
  try {
    const cards = member(JSON.parse(body), 'cards');
    return Array.isArray(cards) ? cards : undefined;
  } catch {
    return undefined;
  }
}

/** Ids of the cards of an answer; undefined where it is none that a healthy service gives. */
function readCards({ status, body }: Answer): readonly string[] | undefined {
  const cards = status === 200 ? cardsOf(body) : undefined;
  const ids = cards?.map((card) => [
    member(card, 'uuid'),
    member(member(member(card, 'source'), 'topic'), 'code'),
  ]);
  if (ids === undefined || ids.some(([uuid, topic]) => typeof uuid !== 'string' || topic !== TOPIC))
    return undefined;
  return ids.map(([uuid]) => String(uuid));
}

/** Those who call the service: an EHR that judges every answer, and keeps what it was promised. */
export class Hospital {
  readonly tally: Tally;

  constructor(tally: Tally) {
    this.tally = tally;
  }

  /** Calls a hook. @returns the id of the card, where one came */
  async call(base: string, patient: Patient, expected: Expected = {}): Promise<string | undefined> {
    const body = hookBody(patient, expected);
    const answer = await post(`${base}/cds-services/${SERVICE}`, body, expected.headers);
    if (answer.status === undefined) {
      this.tally.unanswered.push(answer.why);
      return undefined;
    }
    this.tally.given += 1;
    const cards = readCards(answer);
    const wanted = (expected.card ?? patient.hasReason) ? 1 : 0;
    if (cards?.length !== wanted)
      this.tally.wrong.push(`${wanted} card(s) expected, ${answer.status} ${answer.body.slice(0, 120)}`);
    const [uuid] = cards ?? [];
    if (uuid !== undefined) this.tally.cards.add(uuid);
    return uuid;
  }

  /** Says what became of a card. A refusal that says when to come again is no wrong answer: nothing was promised. */
  async report(base: string, card: string, headers: Expected['headers'] = {}): Promise<void> {
    const overrideReason = { reason: { code: 'patient-refuses' } };
    const item = { card, outcome: 'overridden', overrideReason, outcomeTimestamp: new Date().toISOString() };
    const url = `${base}/cds-services/${SERVICE}/feedback`;
    const answer = await post(url, JSON.stringify({ feedback: [item] }), headers);
    if (answer.status === undefined) {
      this.tally.unanswered.push(answer.why);
      return;
    }
    this.tally.given += 1;
    const { status, headers: got } = answer;
    if (status === 200) this.tally.reported.add(card);
    else if (status === 503 && got['retry-after'] !== undefined) this.tally.refused += 1;
    else this.tally.wrong.push(`feedback: ${status} ${answer.body.slice(0, 120)}`);
  }
}
