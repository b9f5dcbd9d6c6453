import { uniqueResources } from '../../src/chart/unique-resources.js';
import type { JsonObject } from '../../src/model/json-value.js';

const received = (...resources: readonly JsonObject[]) =>
  resources.map((resource) => ({ resource, fullUrl: undefined }));
const version = (id: string, note: string, lastUpdated?: string, versionId?: string): JsonObject => ({
  resourceType: 'Condition',
  id,
  note,
  meta: {
    ...(lastUpdated === undefined ? {} : { lastUpdated }),
    ...(versionId === undefined ? {} : { versionId }),
  },
});
const kept = (...resources: readonly JsonObject[]): unknown =>
  uniqueResources(received(...resources))
    .byType.get('Condition')
    ?.get('1')?.['note'];

describe('uniqueResources (decision 1: a chart is a set)', () => {
  it.each([
    [
      'the last updated',
      version('1', 'old', '2026-01-01T00:00:00Z', '9'),
      version('1', 'new', '2026-01-02T00:00:00Z', '1'),
    ],
    [
      'then the higher version, as a number',
      version('1', 'old', '2026-01-01T00:00:00Z', '9'),
      version('1', 'new', '2026-01-01T00:00:00Z', '10'),
    ],
    [
      'one that says when, over one that does not',
      version('1', 'old'),
      version('1', 'new', '2026-01-01T00:00:00Z'),
    ],
    [
      'then the higher version, as text',
      version('1', 'old', undefined, 'a'),
      version('1', 'new', undefined, 'b'),
    ],
  ])('keeps %s, in either order', (_what, older, newer) => {
    expect(kept(older, newer)).toBe('new');
    expect(kept(newer, older)).toBe('new');
  });
  it('keeps one and the same where nothing tells them apart', () => {
    const [one, other] = [version('1', 'a'), version('1', 'b')];
    expect(kept(one, other)).toBe(kept(other, one));
  });
  it('takes equal content without id as one resource, and different content as two', () => {
    const plain = (note: string): JsonObject => ({ resourceType: 'Condition', note, code: { text: 'x' } });
    expect(uniqueResources(received(plain('a'), plain('a'), plain('b'))).byType.get('Condition')?.size).toBe(
      2,
    );
  });
  it('does not take two types with one id as one', () => {
    expect(
      uniqueResources(
        received({ resourceType: 'Condition', id: '1' }, { resourceType: 'Encounter', id: '1' }),
      ).byType.size,
    ).toBe(2);
  });
  it('knows a resource by the name that the bundle gives it', () => {
    const { byType, aliases } = uniqueResources([
      { resource: { resourceType: 'Encounter', id: '7' }, fullUrl: 'urn:uuid:x' },
      { resource: { resourceType: 'Condition' }, fullUrl: 'urn:uuid:y' },
    ]);
    expect(aliases.get('urn:uuid:x')).toBe('Encounter/7');
    expect([...(byType.get('Condition')?.keys() ?? [])]).toEqual(['y']);
  });
});
