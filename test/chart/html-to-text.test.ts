import { cpuMs } from '../support/cpu-ms.js';
import { htmlToText } from '../../src/chart/html-to-text.js';

describe('the text of HTML (FHIR R4 narrative, section 2.1.0.4: what a reader would see)', () => {
  it.each([
    ['block elements end a line', '<div>one</div><p>two</p><div><p>three</p></div>', 'one\ntwo\nthree'],
    ['br ends a line, in every spelling', 'a<br>b<br/>c<BR />d', 'a\nb\nc\nd'],
    ['two br make one blank line, and so do three', 'a<br><br>b<br><br><br>c', 'a\n\nb\n\nc'],
    ['each item of a list is a line', '<ul><li>one<li>two</li></ul>three', 'one\ntwo\nthree'],
    [
      'a row is a line, and cells are parted by a tab',
      '<table><tr><td>a<td> b</tr><tr><th>c</table>',
      'a\tb\nc',
    ],
    ['inline elements part nothing', 'an<b>swer</b>ing <i>for</i> pt', 'answering for pt'],
    [
      'white space is one space, and a line break is white space',
      '<p>  not \n\t her   choice </p>',
      'not her choice',
    ],
    ['in pre a line break ends a line', '<pre>one\r\n  two\n\nthree</pre>a\nb', 'one\ntwo\n\nthree\na b'],
    ['a heading ends with a colon', '<h2>Family history</h2><p>none</p>', 'Family history:\nnone'],
    ['a heading that has its own mark keeps it', '<h1>Plan:</h1><h3>Safe?</h3>x', 'Plan:\nSafe?\nx'],
    [
      'an empty heading makes no heading of what follows',
      '<h1> </h1><p>x</p><h1><p>y</p></h1><p>z</p>',
      'x\ny\nz',
    ],
    [
      'named, decimal and hexadecimal entities are decoded',
      '&eacute;&#233;&#xE9; &amp;lt; a&nbsp;b &quot;',
      'ééé &lt; a b "',
    ],
    ['an astral or impossible code point does not break it', '&#x1F600;&#xD800;&#x110000;', '😀\uFFFD\uFFFD'],
    [
      'scripts, styles, titles and comments are left out',
      'a<script>if(a<b)"<p>x"</script><style>p{}</style><title>t</title><!--c-->b',
      'ab',
    ],
    ['an empty script in XHTML ends itself', '<div>a<script src="x"/>b</div>', 'ab'],
    ['what looks like a tag in a value is none', '<a title="<p>no</p>">yes</a>', 'yes'],
    ['an unknown element parts nothing', '<o:p>a</o:p><verylongelementname>b</verylongelementname>', 'ab'],
    ['text without markup stays', 'a < b & c > d', 'a < b & c > d'],
    ['nothing is nothing', '', ''],
  ])('%s', (_, html, text) => {
    expect(htmlToText(html)).toBe(text);
  });

  it('takes a page that breaks off in a tag, an entity or a comment', () => {
    expect(htmlToText('kept<p class="x')).toBe('kept');
    expect(htmlToText('kept &amp')).toBe('kept &');
    expect(htmlToText('kept<!-- and')).toBe('kept');
    expect(htmlToText('kept<script>no')).toBe('kept');
  });

  const SIZE = 256 * 1024;
  const fill = (unit: string, size: number): string =>
    unit.repeat(Math.ceil(size / unit.length)).slice(0, size);
  const HOSTILE = [
    ['only <', '<'],
    ['only &', '&'],
    ['elements that are never closed', '<div>'],
    ['ends of elements that were never opened', '</b>'],
    ['nested inline elements, then the ends of others', '<i>'],
    ['comments that are never closed', '<!--'],
    ['declarations', '<!'],
    ['scripts within scripts', '<script>'],
    ['half ends of a script', '</scrip'],
    ['long entities that are none', '&CounterClockwiseContourIntegra'],
    ['numbers without end', '&#0'],
    ['attributes', '<a b=c '],
    ['quotes that are never closed', '<a b="'],
    ['cells', '<td> '],
    ['blanks', ' \n'],
    ['headings', '<h1>a'],
    ['lines of pre', '<pre>\n'],
  ] as const;

  function fastest(html: string): number {
    const times = [1, 2, 3, 4, 5].map(() => {
      const start = cpuMs();
      htmlToText(html);
      return cpuMs() - start;
    });
    return Math.min(...times);
  }

  it.each(HOSTILE)('256 KB of %s cost no more than their length', (_, unit) => {
    htmlToText(fill(unit, SIZE));
    expect(fastest(fill(unit, SIZE))).toBeLessThan(250);
    // Sixteen times the length: a quadratic cost would be 256 times the time.
    expect(fastest(fill(unit, SIZE * 2))).toBeLessThan(Math.max(5, fastest(fill(unit, SIZE / 8)) * 64));
  });

  it('elements nested 60,000 deep and closed by other names stay linear', () => {
    const html = `${'<i>'.repeat(60_000)}x${'</b>'.repeat(60_000)}`;
    expect(htmlToText(html)).toBe('x');
    expect(fastest(html)).toBeLessThan(250);
  });
});
