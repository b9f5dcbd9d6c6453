import { quietAfter } from '../decide/quiet-after.js';
import type { Ledger } from '../ledger/ledger.js';
import { reportMoment } from '../ledger/read-report.js';
import type { ClientProfile } from '../model/client-profile.js';
import type { Site } from '../model/site.js';
import type { FeedbackItem } from '../protocol/parse-feedback.js';

/** Reports on the cards of one service. */
export interface Feedback {
  readonly service: string;
  readonly client: Pick<ClientProfile, 'id'>;
  readonly items: readonly FeedbackItem[];
}

/**
 * What became of cards, and how long each outcome keeps its topic quiet for its patient (decision 17), from the moment at which
 * the clinician reacted, however late the report comes.
 *
 * @param receivedAt milliseconds since 1970 UTC
 * @throws HavenError `ledger-unavailable` where it could not be recorded
 */
export async function handleFeedback(
  { service, client, items }: Feedback,
  { cooldown }: Pick<Site, 'cooldown'>,
  ledger: Pick<Ledger, 'recordFeedback'>,
  receivedAt: number,
): Promise<void> {
  const outcomes = items.map((item) => ({
    item,
    quiet: quietAfter(item, cooldown, reportMoment(item, receivedAt)),
  }));
  await ledger.recordFeedback(service, client.id, outcomes, receivedAt);
}
