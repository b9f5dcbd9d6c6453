import { editedContent } from '../support/web-edited-content.js';
import { shippedContent } from '../support/shipped-content.js';

const SETTINGS = 'private-conversation/settings.yaml';

describe('circumstances are compiled like cues (settings.yaml)', () => {
  it('come in their order of precedence, whatever the order in the file', async () => {
    const { circumstances } = await shippedContent();
    expect(circumstances.map(({ id }) => id)).toEqual([
      'time-alone-not-possible',
      'time-alone-declined',
      'no-contact',
    ]);
  });
  it('keep the answers that only they read, and touch no cue by them', async () => {
    const { cuesByLinkId } = await shippedContent();
    expect(cuesByLinkId.get('time-alone')).toEqual([]);
    expect(cuesByLinkId.get('contact')).toEqual([]);
  });
  it('keep the facts that only they read for as long as they look back', async () => {
    const before = await shippedContent();
    const after = await editedContent(
      SETTINGS,
      'within: P90D\n    any:\n',
      'within: P90D\n    any:\n      - { code: answer-declined, within: P3M }\n',
    );
    const set = after.setNames.indexOf('answer-declined');
    const reach = (content: typeof after): string | undefined =>
      content.lookBack.periods[content.lookBack.bySet[set] ?? -1]?.text;
    expect(reach(before)).toBeUndefined();
    expect(reach(after)).toBe('P3M');
  });
  it('keep the visits that only they count', async () => {
    const content = await editedContent(
      SETTINGS,
      'within: P90D\n    any:\n',
      'within: P90D\n    any:\n      - { providers: 2, within: any }\n',
    );
    expect((await shippedContent()).visitsWithin).toMatchObject({ text: 'P6M' });
    expect(content.visitsWithin).toBe('any');
  });
});
