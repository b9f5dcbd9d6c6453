import fc from 'fast-check';
import { composeDetail } from '../../src/cards/compose-detail.js';
import type { SaidLine } from '../../src/cards/compose-detail.js';
import { escapeMarkdown } from '../../src/cards/escape-markdown.js';
import type { Content } from '../../src/model/content.js';
import { firstClient } from '../../src/model/first-client.js';
import { countWords } from '../../src/model/card-limits.js';
import { shippedContent, speechIn } from '../support/shipped-content.js';
import type { Manner } from '../../src/model/word-card.js';
import type { CardText } from '../../src/model/wording.js';

describe('escapeMarkdown (checklist 43: some clients render raw HTML)', () => {
  it.each([
    ['<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert\\(1\\)&gt;'],
    ['[x](javascript:alert(1))', '\\[x\\]\\(javascript:alert\\(1\\)\\)'],
    ['a\n- b', 'a - b'],
    ['**b** _i_ `c` ~~d~~', '\\*\\*b\\*\\* \\_i\\_ \\`c\\` \\~\\~d\\~\\~'],
    ['&lt;b&gt;', '&amp;lt;b&amp;gt;'],
    ['see https://x.example', 'see https: //x.example'],
  ])('%p becomes %p', (text, expected) => expect(escapeMarkdown(text)).toBe(expected));

  it('leaves no tag, link, image or new line, whatever comes in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const safe = escapeMarkdown(text);
        expect(safe).not.toMatch(/[<>\n\r]/);
        expect(safe.replaceAll(/\\./g, '')).not.toMatch(/[[\]()*_`]/);
      }),
    );
  });
});

const USUAL: Manner = {
  approach: 'conversation',
  circumstance: undefined,
  isRemote: false,
  interpreterFirst: undefined,
  limits: undefined,
};

const LINE: SaidLine = { number: '1-888-373-7888', hours: '24 hours, every day' };

function detailOf(text: CardText, content: Content, line: SaidLine | undefined): string {
  const { wording } = speechIn(content);
  return composeDetail(text, wording, line, content.site, USUAL, firstClient(content.site).output);
}

describe('the detail of a card', () => {
  it('shows a local contact as plain text, after the emergency line', async () => {
    const content = await shippedContent({ localContact: 'Ext. 4410 [call]' });
    const text = speechIn(content).wording.cards['time-alone'].any;
    if (text === undefined) throw new Error('no text');
    const detail = detailOf(text, content, LINE);
    expect(detail).toContain(
      "Immediate danger: follow the site's emergency procedure. Local contact: Ext. 4410 \\[call\\].",
    );
    expect(detail).toContain('Confidential support line: 1-888-373-7888, 24 hours, every day.');
    expect(detail.split('\n').filter((line) => line.startsWith('- ')).length).toBeLessThanOrEqual(5);
    expect(countWords(detail)).toBeLessThanOrEqual(80);
  });
  it('shows no support line where there is none to offer', async () => {
    const content = await shippedContent();
    const text = speechIn(content).wording.cards.continuity.any;
    if (text === undefined) throw new Error('no text');
    expect(detailOf(text, content, undefined)).not.toMatch(/support line|\d{3}/);
  });
});
