import type { Recall } from '../model/quiet.js';
import { recallFrom, settle, unsettled } from './cooldown.js';
import type { Settled } from './cooldown.js';
import { KEPT_MS, MOST_REMEMBERED, hourOf } from './keep-times.js';
import type { HourCount, IssuedCard, SubjectMarks } from './ledger.js';
import { cardDigest, reportIdentity } from './read-report.js';
import type { Report } from './read-report.js';

interface KeptCard extends Omit<IssuedCard, 'at' | 'marks' | 'rule' | 'uuid'> {
  readonly digest: string;
  readonly hour: number;
  /** by the newest key; gone when they have been kept long enough */
  marks: { readonly patientTopic: string; readonly patientEncounter: string | undefined } | undefined;
  settled: Settled;
  readonly reports: Set<string>;
}

/** Reports on a card that is not known, or not yet. */
interface Waiting {
  readonly client: string;
  readonly reports: Map<string, Report>;
}

/** Enough for a week of a large demonstration. */
const MAX_CARDS = 20_000;
const MAX_WAITING = 1_000;

function keep(issued: IssuedCard): KeptCard {
  const { uuid, at, marks, rule: _, ...card } = issued;
  const hour = hourOf(at);
  return {
    ...card,
    digest: cardDigest(uuid),
    hour,
    marks: { patientTopic: marks.patientTopic[0], patientEncounter: marks.patientEncounter[0] },
    settled: unsettled(hour),
    reports: new Set(),
  };
}

/** What became of a card, by the report that holds. */
function countOf({ hook, department, revision, tier, settled }: KeptCard): readonly HourCount[] {
  if (settled.report === undefined) return [];
  const { at, outcome } = settled.report;
  return [{ hour: hourOf(at), hook, department, revision, tier, outcome, count: 1 }];
}

/** The cards of one process, as many as fit; what is forgotten first is the oldest. */
export class MemoryCards {
  private readonly cards = new Map<string, KeptCard>();
  private readonly bySubject = new Map<string, Set<KeptCard>>();
  private readonly waiting = new Map<string, Waiting>();

  issue(given: IssuedCard): void {
    const card = keep(given);
    if (this.cards.has(card.digest)) return;
    this.cards.set(card.digest, card);
    const [patientTopic] = given.marks.patientTopic;
    const same = (this.bySubject.get(patientTopic) ?? new Set()).add(card);
    this.bySubject.set(patientTopic, same);
    const [eldest] = same;
    if (same.size > MOST_REMEMBERED && eldest !== undefined) this.erase(eldest);
    const waiting = this.waiting.get(card.digest);
    this.waiting.delete(card.digest);
    if (waiting?.client === card.client)
      for (const report of waiting.reports.values()) this.take(card, report);
    for (const oldest of this.cards.values()) {
      if (this.cards.size <= MAX_CARDS) break;
      this.forget(oldest);
    }
  }

  /** @returns whether the report is a new one on a card that is not known */
  report(client: string, report: Report): boolean {
    const card = this.cards.get(report.card);
    if (card?.client !== client) return card === undefined ? this.wait(client, report) : true;
    this.take(card, report);
    return false;
  }

  private wait(client: string, report: Report): boolean {
    if (!report.isCardId) return true;
    const waiting = this.waiting.get(report.card) ?? { client, reports: new Map<string, Report>() };
    const identity = reportIdentity(report);
    if (waiting.client !== client || waiting.reports.has(identity)) return waiting.client !== client;
    waiting.reports.set(identity, report);
    this.waiting.set(report.card, waiting);
    const [oldest] = this.waiting.keys();
    if (this.waiting.size > MAX_WAITING && oldest !== undefined) this.waiting.delete(oldest);
    return true;
  }

  private take(card: KeptCard, report: Report): void {
    const identity = reportIdentity(report);
    if (card.reports.has(identity)) return;
    card.reports.add(identity);
    const hasEncounter = card.marks?.patientEncounter !== undefined;
    card.settled = settle({ hour: card.hour, hasEncounter }, card.settled, report);
  }

  recall(marks: SubjectMarks, at: number): Recall {
    const cards = marks.patientTopic.flatMap((mark) => [...(this.bySubject.get(mark) ?? [])]);
    const remembered = cards
      .filter(({ settled }) => settled.cooldown.keptUntil > at)
      .map(({ tier, hour, settled, marks: own }) => ({
        tier,
        hour,
        patientEncounter: own?.patientEncounter,
        until: settled.cooldown.until,
        encounterUntil: settled.cooldown.encounterUntil,
        cards: 1,
      }));
    return recallFrom(remembered, marks, at);
  }

  /** What became of cards, each once, by the report that holds. */
  counts(): readonly HourCount[] {
    return [...this.cards.values()].flatMap(countOf);
  }

  /** Lets go of what has been kept long enough. */
  expire(at: number): void {
    for (const card of this.cards.values()) {
      if (card.hour + KEPT_MS.records <= at) this.forget(card);
      else if (card.settled.cooldown.keptUntil <= at) this.erase(card);
    }
  }

  private erase(card: KeptCard): void {
    if (card.marks === undefined) return;
    const { patientTopic } = card.marks;
    const same = this.bySubject.get(patientTopic);
    same?.delete(card);
    if (same?.size === 0) this.bySubject.delete(patientTopic);
    card.marks = undefined;
  }

  private forget(card: KeptCard): void {
    this.erase(card);
    this.cards.delete(card.digest);
  }
}
