import { composeCards } from '../../src/cards/compose-cards.js';
import type { Content } from '../../src/model/content.js';
import { firstClient } from '../../src/model/first-client.js';
import { NO_OFFERS } from '../../src/model/offers.js';
import type { Link } from '../../src/protocol/cds-card.js';
import { DECISIONS, LANGUAGES } from '../support/every-decision.js';
import type { Show } from '../support/every-decision.js';
import { shippedContent } from '../support/shipped-content.js';

const ADDRESS = 'https://haven.hospital.example/staff-support';

function linksOf(content: Content, decision: Show, staffSupportLink: string | undefined): readonly Link[] {
  const site = { ...content.site, staffSupportLink };
  const subject = { patientId: 'p', userId: 'Practitioner/a', encounterId: undefined, at: 0 };
  const client = firstClient(site);
  const [card] = composeCards(decision, subject, { ...content, site }, client, () => 'u', NO_OFFERS);
  return card?.links ?? [];
}

describe('The way to support for staff on a card (response brief 5)', () => {
  it.each(LANGUAGES)('is there in %s about a conversation, and nowhere else', async (language) => {
    const content = await shippedContent({ language });
    const label = content.staffSupport.pages.get(language)?.title;
    for (const decision of DECISIONS) {
      const isAlone =
        decision.pathway === 'time-alone' || decision.circumstance === 'time-alone-not-possible';
      expect(linksOf(content, decision, ADDRESS)).toEqual(
        isAlone ? [] : [{ label, url: `${ADDRESS}/${language}`, type: 'absolute' }],
      );
    }
  });

  it("goes to the site's own page as it stands, where that is another", async () => {
    const content = await shippedContent();
    const urls = DECISIONS.flatMap((decision) => linksOf(content, decision, 'https://care.example/peers'));
    expect(new Set(urls.map(({ url }) => url))).toEqual(new Set(['https://care.example/peers']));
  });

  it('is nowhere, where the site gave no address', async () => {
    const content = await shippedContent();
    for (const decision of DECISIONS) expect(linksOf(content, decision, undefined)).toEqual([]);
  });
});
