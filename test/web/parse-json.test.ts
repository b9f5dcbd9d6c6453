import fc from 'fast-check';
import { findEntries } from '../../src/web/shared/find-entries.js';
import { nestsTooDeep } from '../../src/web/shared/nests-too-deep.js';
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

/** Where a text is cut, with what stands there. */
function cutsIn(text: string, apart: number): readonly string[] {
  return findEntries(bytesOf(text), apart).flatMap(({ cuts }) =>
    cuts.map((cut) => text.slice(cut - 1, cut + 4)),
  );
}

describe('where the entries of a body may be cut', () => {
  const entry = (size: number): unknown => ({ fullUrl: 'a', resource: { text: 'x'.repeat(size) } });

  it('is between two entries that begin alike, some way apart, and before the last', () => {
    const text = bodyWith(Array.from({ length: 10 }, () => entry(10_000)));
    expect(cutsIn(text, 25_000)).toEqual(Array.from({ length: 3 }, () => '},{"f'));
    expect(cutsIn(text, 1_000_000)).toHaveLength(1);
  });

  it('is nowhere in a short Bundle, nor in one whose entries begin each in its own way or with none', () => {
    expect(cutsIn(bodyWith([entry(3_000), entry(3_000)]), 1)).toEqual([]);
    expect(cutsIn(bodyWith([{ resource: 'x'.repeat(20_000) }, { link: 'x'.repeat(20_000) }]), 1)).toEqual([]);
    expect(cutsIn(bodyWith(['x'.repeat(20_000), 'x'.repeat(20_000)]), 1)).toEqual([]);
  });

  it('is looked for in time that grows with the text, however often a Bundle seems to begin', () => {
    const time = (text: string): number => {
      const bytes = bytesOf(text);
      const taken = Array.from({ length: 5 }, () => {
        const start = performance.now();
        findEntries(bytes, PIECE);
        return performance.now() - start;
      });
      return Math.min(...taken);
    };
    for (const part of ['"entry":[', '"entry":[{"fullUrl":', '"entry":[{"a":},{"a":'])
      expect(time(part.repeat(200_000))).toBeLessThan(8 * time(part.repeat(50_000)) + 5);
  });
});

describe('how deep a body is nested', () => {
  it('is told on both sides of the limit, whatever stands in its texts', () => {
    const nested = (levels: number): Buffer => bytesOf('['.repeat(levels) + '"[[\\"["' + ']'.repeat(levels));
    expect(nestsTooDeep(nested(1000), 1000)).toBe(false);
    expect(nestsTooDeep(nested(1001), 1000)).toBe(true);
    expect(nestsTooDeep(bytesOf('[],'.repeat(5000)), 1)).toBe(false);
  });

  it('is refused above a megabyte beyond 1,000 levels, both sides', () => {
    const body = (levels: number): Buffer =>
      bytesOf(`["${'x'.repeat(1024 * 1024)}",${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}]`);
    expect(parseJson(body(1000))).toHaveLength(2);
    expect(() => parseJson(body(1001))).toThrow(SyntaxError);
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
      JSON.stringify(JSON.parse(bodyWith(LARGE)), undefined, 2),
      JSON.stringify({
        prefetch: { a: { entry: LARGE }, b: { entry: LARGE }, c: { type: 'x', entry: [LARGE] } },
      }),
      bodyWith([{ resource: { id: 0, entry: LARGE } }, ...LARGE]),
      bodyWith([...LARGE, { resource: bodyWith(LARGE) }]),
    ];
    for (const body of bodies) expect(parseJson(bytesOf(body))).toStrictEqual(JSON.parse(body));
  });

  it('keeps the last of two members of one name, as JSON.parse does', () => {
    const large = JSON.stringify(LARGE);
    for (const entries of [`"entry":${large},"entry":[1]`, `"entry":[1],"entry":${large}`]) {
      const body = `{"prefetch":{"x":{${entries}}}}`;
      expect(parseJson(bytesOf(body))).toStrictEqual(JSON.parse(body));
    }
  });

  it('refuses what JSON.parse refuses: at a cut, in a piece, around the pieces', () => {
    const body = bodyWith(LARGE);
    const close = body.lastIndexOf(']');
    const bytes = bytesOf(body);
    const cut = findEntries(bytes, PIECE)[0]?.cuts[0] ?? -1;
    expect(cut).toBeGreaterThan(0);
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
        const filler = Array.from({ length: 4 }, () => ({ fullUrl: 'x'.repeat(PIECE - 30) }));
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
