import { ForeignTables } from '../../src/ledger/store/foreign-tables.js';
import { isBehind } from '../../src/ledger/store/is-behind.js';

const OURS = ['0001-a', '0002-b', '0003-c'];

describe('whether a database lacks migrations of this version', () => {
  it.each([
    ['new', [], true],
    ['of an older version', ['0001-a', '0002-b'], true],
    ['of this version', OURS, false],
    ['of a newer version', [...OURS, '0004-d', '0005-e'], false],
  ])('of a database that is %s', (_, executed, expected) => {
    expect(isBehind(executed, OURS)).toBe(expected);
  });

  it.each([
    ['has had something else in the place of one of ours', ['0001-a', '0002-x'], '0002-x', '0002-b'],
    ['has had a later one without the one before', ['0001-a', '0003-c'], '0003-c', '0002-b'],
    ['has one in between', ['0001-a', '0001-x', '0002-b', '0003-c'], '0001-x', '0002-b'],
    ['belongs to another program', ['2024-users'], '2024-users', '0001-a'],
  ])('refuses a database that %s, and names the first that differs', (_, executed, found, expected) => {
    const act = (): boolean => isBehind(executed, OURS);
    expect(act).toThrow(ForeignTables);
    expect(act).toThrow(`migration ${found} stands where ${expected} belongs`);
  });
});
