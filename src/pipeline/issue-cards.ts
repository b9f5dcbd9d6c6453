import type { Ledger } from '../ledger/ledger.js';
import type { SubjectSealer } from '../ledger/seal-subject.js';
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
  readonly sealer: SubjectSealer;
}

/** Records cards that are about to be given: an answer is only heard of again if it was remembered before it was sent. */
export async function issueCards(
  call: HookCall,
  cards: readonly Card[],
  { chart, assessment }: Pick<Evaluated, 'chart' | 'assessment'>,
  { content, ledger, sealer }: IssueTools,
  at: number,
): Promise<void> {
  const issued = cards.map(({ uuid, source }) => {
    const topic = source.topic.code;
    return ledger.issue({
      uuid,
      service: call.service,
      hook: call.behaviour,
      topic,
      revision: content.revision,
      department: chart.department,
      tier: assessment.tier,
      language: cardLanguage(content.site, call.client),
      client: call.client.id,
      at,
      marks: sealer.marks(subjectOf(call, chart), topic),
    });
  });
  if (issued.length > 0) await Promise.all(issued);
}
