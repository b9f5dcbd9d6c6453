import fc from 'fast-check';
import { findArrays } from '../../src/web/shared/find-arrays.js';
import { parseJson } from '../../src/web/shared/parse-json.js';

const bytesOf = (text: string): Buffer => Buffer.from(text, 'utf8');
const PIECE = 48 * 1024;

/** A call whose Bundle has as many entries as are given, each of about so many bytes. */
function bodyWith(entries: readonly unknown[], more: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    hook: 'patient-view',
    ...more,
    prefetch: { conditions: { type: 'searchset', entry: entries } },
  });
}
const LARGE = Array.from({ length: 300 }, (_, id) => ({ resource: { id, text: 'é"\\[{,'.repeat(60) } }));

describe('the outline of a JSON text', () => {
  it('tells how deep it is nested, and where arrays of one level may be cut', () => {
    const text = '{"a":{"b":[1,[2,3],{"c":[4,5]}]}}';
    const outline = findArrays(bytesOf(text), 3, 1);
    expect(outline?.depth).toBe(5);
    expect(outline?.arrays).toEqual([{ from: 11, to: 30, cuts: [12, 18] }]);
    expect(findArrays(bytesOf(text), 3, 8)?.arrays).toEqual([]);
  });

  it('does not take for structure what stands in a text, whatever is escaped there', () => {
    const outline = findArrays(bytesOf(String.raw`["a,\\",",]\"[",{"x":"}"}]`), 1, 1);
    expect(outline?.arrays).toEqual([{ from: 1, to: 25, cuts: [7, 15] }]);
  });

  it('is none beyond 1,000 levels, both sides', () => {
    const nested = (levels: number): Buffer => bytesOf('['.repeat(levels) + ']'.repeat(levels));
    expect(findArrays(nested(1000), 1, 1)?.depth).toBe(1000);
    expect(findArrays(nested(1001), 1, 1)).toBeUndefined();
  });

  it('is none where brackets do not match', () => {
    for (const text of ['[', ']', '[}', '{"a":[}]', '[]]', '{"a":"'])
      expect(findArrays(bytesOf(text), 1, 1)).toBeUndefined();
  });
});

describe('parsing a large body in pieces', () => {
  it('gives what JSON.parse gives, for the shape of service calls and for others', () => {
    const bodies = [
      bodyWith(LARGE),
      bodyWith(LARGE, { note: '#0' }),
      JSON.stringify(LARGE),
      JSON.stringify({ a: { b: { c: LARGE, d: LARGE, __proto__: null } } }),
      `{"prefetch":{"x":{"__proto__":${JSON.stringify(LARGE)},"entry":${JSON.stringify(LARGE)}}}}`,
      `\n ${bodyWith(LARGE)} \t`,
    ];
    for (const body of bodies) expect(parseJson(bytesOf(body))).toStrictEqual(JSON.parse(body));
  });

  it('keeps the last of two members of one name, as JSON.parse does', () => {
    const large = JSON.stringify(LARGE);
    const body = `{"p":{"x":{"entry":${large},"entry":[1]},"y":{"entry":[1],"entry":${large}}}}`;
    expect(parseJson(bytesOf(body))).toStrictEqual(JSON.parse(body));
  });

  it('refuses what JSON.parse refuses: at a cut, in a piece, around the pieces', () => {
    const body = bodyWith(LARGE);
    const close = body.lastIndexOf(']');
    const cut = findArrays(bytesOf(body), 4, PIECE)?.arrays[0]?.cuts[0] ?? -1;
    const bytes = bytesOf(body);
    const doubled = Buffer.concat([bytes.subarray(0, cut), bytesOf(','), bytes.subarray(cut)]);
    const broken = [
      doubled,
      bytesOf(`${body.slice(0, close)},${body.slice(close)}`),
      bytesOf(`${body.slice(0, close)} 1${body.slice(close)}`),
      bytesOf(`${body}x`),
      bytesOf(body.slice(0, -1)),
      bytesOf(body.replace('"hook":', '"hook"')),
      bytesOf(body.replaceAll('"id":7,', '"id":07,')),
    ];
    for (const wrong of broken) {
      expect(() => JSON.parse(wrong.toString('utf8')) as unknown).toThrow(SyntaxError);
      expect(() => parseJson(wrong)).toThrow(SyntaxError);
    }
  });

  it('agrees with JSON.parse on any value, and on any text that one damaged byte makes of it', () => {
    const damage = fc.record({ at: fc.nat(), byte: fc.constantFrom(...bytesOf('{}[],":x0\\ ')) });
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { minLength: 1 }), damage, (values, { at, byte }) => {
        const filler = Array.from({ length: 4 }, () => 'x'.repeat(PIECE - 10));
        const bytes = bytesOf(bodyWith([...filler, ...values, ...filler]));
        expect(parseJson(bytes)).toStrictEqual(JSON.parse(bytes.toString('utf8')));
        // Among the values, where structure is.
        const from = 3 * PIECE;
        bytes[from + (at % Math.max(1, bytes.length - from * 2))] = byte;
        const outcome = (parse: () => unknown): unknown => {
          try {
            return { value: parse() };
          } catch (error) {
            return error instanceof SyntaxError;
          }
        };
        expect(outcome(() => parseJson(bytes))).toStrictEqual(
          outcome(() => JSON.parse(bytes.toString('utf8'))),
        );
      }),
      { numRuns: 60 },
    );
  });
});
