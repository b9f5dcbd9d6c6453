import type { HeldBack } from '../decide/hold-back.js';
import type { Ledger } from '../ledger/ledger.js';
import type { SealSubject } from '../ledger/seal-subject.js';
import type { Content } from '../model/content.js';
import type { HookCall } from '../model/hook-call.js';
import { cardLanguage } from '../model/site.js';
import type { Card } from '../protocol/cds-card.js';
import type { Evaluated } from './evaluate-chart.js';
import { subjectOf } from './subject-of.js';

/** What cards are recorded with. */
export interface IssueTools {
  readonly content: Pick<Content, 'site' | 'revision'>;
  readonly ledger: Pick<Ledger, 'issue'>;
  readonly sealSubject: SealSubject;
}

/** A card, and why it is not to be given; undefined where it is. */
export interface IssuedOrHeld {
  readonly card: Card;
  readonly why: HeldBack | undefined;
}

/**
 * Records cards that are about to be given, unless what was said about this patient and topic before holds them back: an answer is
 * only heard of again if it was remembered before it was sent.
 */
export async function issueCards(
  call: HookCall,
  { chart, assessment, cards }: Pick<Evaluated, 'chart' | 'assessment' | 'cards'>,
  { content, ledger, sealSubject }: IssueTools,
  at: number,
): Promise<readonly IssuedOrHeld[]> {
  const { site, revision } = content;
  const rule = { times: site.cooldown, reportsOutcomes: call.client.reportsOutcomes };
  const subject = subjectOf(call, chart, site);
  const issued = cards.map(async (card): Promise<IssuedOrHeld> => {
    const topic = card.source.topic.code;
    const record = {
      uuid: card.uuid,
      service: call.service,
      hook: call.behaviour,
      topic,
      revision,
      department: chart.department,
      tier: assessment.tier,
      language: cardLanguage(site, call.client),
      client: call.client.id,
      at,
      marks: sealSubject(subject, topic),
      rule,
    };
    return { card, why: await ledger.issue(record) };
  });
  return Promise.all(issued);
}
