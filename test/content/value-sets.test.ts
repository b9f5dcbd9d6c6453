import { setsOf } from '../../src/chart/sets-of.js';
import { compileValueSets } from '../../src/content/compile-value-sets.js';
import type { ValueSetEntry } from '../../src/content/schema/value-set-file.js';

const ICD = 'http://hl7.org/fhir/sid/icd-10-cm';
const SCT = 'http://snomed.info/sct';

function setOf(compose: ValueSetEntry['compose']): ValueSetEntry {
  return { resourceType: 'ValueSet', url: 'x', name: 'x', title: 'x', status: 'draft', compose };
}

const is = (value: string) => ({ property: 'concept', op: 'is-a', value }) as const;
const SETS = compileValueSets(
  new Map([
    [
      'a',
      setOf({
        include: [
          { system: ICD, filter: [is('T74.51')] },
          { system: SCT, concept: [{ code: '734998001' }] },
        ],
      }),
    ],
    [
      'b',
      setOf({
        include: [{ system: ICD, filter: [is('T40')] }],
        exclude: [{ system: ICD, filter: [is('T'), { property: 'character-6', op: 'in', value: '5,6' }] }],
      }),
    ],
    [
      'c',
      setOf({
        include: [{ system: ICD, filter: [is('T74')] }],
        exclude: [{ system: ICD, filter: [is('T74.51')] }],
      }),
    ],
  ]),
  { a: [{ system: 'urn:local', code: 'X1' }] },
);
const names = (value: unknown): readonly string[] =>
  setsOf(value, SETS.index)
    .map((set) => SETS.names[set] ?? '')
    .toSorted();

describe('value sets (section 3: ICD-10-CM by prefix, SNOMED CT and LOINC exact, OID forms as one)', () => {
  it.each([
    [ICD, 'T74.51', ['a']],
    [ICD, 'T74.51XA', ['a']],
    [ICD, 't7451xa', ['a']],
    ['urn:oid:2.16.840.1.113883.6.90', 'T74.51XA', ['a']],
    [ICD, 'T74.5', ['c']],
    [ICD, 'T74.11XA', ['c']],
    [ICD, 'T75', []],
    [ICD, 'T40.1X1A', ['b']],
    [ICD, 'T40.2X5A', []],
    [ICD, 'T40.2X6A', []],
    [ICD, 'T40', ['b']],
    [SCT, '734998001', ['a']],
    ['urn:oid:2.16.840.1.113883.6.96', '734998001', ['a']],
    [SCT, '7349980011', []],
    [SCT, 'T74.51', []],
    ['urn:local', 'X1', ['a']],
    ['urn:local', 'x1', []],
  ])('%s %s is in %p', (system, code, expected) =>
    expect(names({ coding: [{ system, code }] })).toEqual(expected),
  );

  it.each([
    [undefined],
    [null],
    [{}],
    [{ text: 'T74.51' }],
    [{ coding: {} }],
    [{ coding: [null, 1, { code: 'T74.51' }, { system: ICD }] }],
    [{ coding: [{ system: ICD, code: 7451 }] }],
  ])('%p is in none', (value) => expect(names(value)).toEqual([]));

  it('reads a Coding, a CodeableConcept and lists of either, each set once', () => {
    const coding = { system: ICD, code: 'T74.51XA' };
    expect(names(coding)).toEqual(['a']);
    expect(names([{ coding: [coding] }, { coding: [coding, { system: SCT, code: '734998001' }] }])).toEqual([
      'a',
    ]);
  });

  it('leaves a concept out where one of its codings is left out, whatever a coarser coding beside it says', () => {
    const remission = { system: ICD, code: 'T40.2X5A' };
    const coarse = { system: ICD, code: 'T40' };
    expect(names({ coding: [remission, coarse] })).toEqual([]);
    expect(names({ coding: [coarse, remission] })).toEqual([]);
    expect(names([{ coding: [coarse] }, { coding: [remission] }])).toEqual(['b']);
  });
});
