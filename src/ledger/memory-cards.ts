import { cooldownAfter, recallFrom } from './cooldown.js';
import type { Cooldown } from './cooldown.js';
import { KEPT_MS, hourOf, marksEnd } from './keep-times.js';
import type { HourCount, IssuedCard, KnownMarks, SubjectMarks } from './ledger.js';
import type { Recall } from '../model/quiet.js';
import { cardDigest, outweighs, reportIdentity } from './read-report.js';
import type { Report } from './read-report.js';

interface KeptCard extends Omit<IssuedCard, 'at' | 'marks' | 'uuid'> {
  readonly digest: string;
  readonly hour: number;
  marks: SubjectMarks | undefined;
  /** the report that holds */
  report: Report | undefined;
  cooldown: Cooldown;
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

function keep({ uuid, at, marks, ...card }: IssuedCard): KeptCard {
  const hour = hourOf(at);
  const cooldown = { until: 0, encounterUntil: 0, keptUntil: marksEnd(hour) };
  return { ...card, digest: cardDigest(uuid), hour, marks, report: undefined, cooldown, reports: new Set() };
}

function countOf({ hook, department, revision, tier }: KeptCard, { at, outcome }: Report): HourCount {
  return { hour: hourOf(at), hook, department, revision, tier, outcome, count: 1 };
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
    const { patientTopic } = given.marks;
    this.bySubject.set(patientTopic, (this.bySubject.get(patientTopic) ?? new Set()).add(card));
    const waiting = this.waiting.get(card.digest);
    this.waiting.delete(card.digest);
    if (waiting?.client === card.client)
      for (const report of waiting.reports.values()) this.settle(card, report);
    for (const oldest of this.cards.values()) {
      if (this.cards.size <= MAX_CARDS) break;
      this.forget(oldest);
    }
  }

  /** @returns whether the report is a new one on a card that is not known */
  report(client: string, report: Report): boolean {
    const card = this.cards.get(report.card);
    if (card?.client !== client) return card === undefined ? this.wait(client, report) : true;
    this.settle(card, report);
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

  private settle(card: KeptCard, report: Report): void {
    const identity = reportIdentity(report);
    if (card.reports.has(identity)) return;
    card.reports.add(identity);
    if (card.report !== undefined && !outweighs(report, card.report)) return;
    card.report = report;
    if (card.marks === undefined || card.cooldown.keptUntil <= report.receivedAt) return;
    const hasEncounter = card.marks.patientEncounter !== undefined;
    card.cooldown = cooldownAfter(report, { hour: card.hour, hasEncounter });
  }

  recall(marks: KnownMarks, at: number): Recall {
    const cards = marks.patientTopic.flatMap((mark) => [...(this.bySubject.get(mark) ?? [])]);
    const remembered = cards
      .filter(({ cooldown }) => cooldown.keptUntil > at)
      .map(({ tier, hour, cooldown, marks: own }) => ({
        tier,
        hour,
        patientEncounter: own?.patientEncounter,
        until: cooldown.until,
        encounterUntil: cooldown.encounterUntil,
      }));
    return recallFrom(remembered, marks, at);
  }

  /** What became of cards, each once, by the report that holds. */
  counts(): readonly HourCount[] {
    return [...this.cards.values()].flatMap((card) =>
      card.report === undefined ? [] : [countOf(card, card.report)],
    );
  }

  /** Lets go of what has been kept long enough. */
  expire(at: number): void {
    for (const card of this.cards.values()) {
      if (card.hour + KEPT_MS.records <= at) this.forget(card);
      else if (card.cooldown.keptUntil <= at) this.erase(card);
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
