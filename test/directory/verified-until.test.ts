import { factsOf, verifiedUntil } from '../../src/directory/verified-until.js';
import { service } from '../support/services.js';

const at = (text: string): number => Date.parse(text);

describe('Until when a service is verified (issue: 90 days for hotlines, 365 for agencies)', () => {
  it('by its own entry, a month from its first day', () => {
    const agency = service({ verification: { verifiedOn: '2026-03' } });
    expect(verifiedUntil(agency, [])).toStrictEqual({
      kind: 'dated',
      from: at('2026-03-01T00:00:00Z'),
      until: at('2027-03-02T00:00:00Z'),
    });
    const line = service({ types: ['crisis-line'], verification: { verifiedOn: '2026-03' } });
    expect(verifiedUntil(line, [])).toMatchObject({ until: at('2026-05-31T00:00:00Z') });
  });
  it('never longer than it may stand, whatever day is said to be next', () => {
    const late = service({ verification: { verifiedOn: '2026-03-01', nextDue: '2030-01-01' } });
    expect(verifiedUntil(late, [])).toMatchObject({ until: at('2027-03-02T00:00:00Z') });
    const soon = service({ verification: { verifiedOn: '2026-03-01', nextDue: '2026-04-01' } });
    expect(verifiedUntil(soon, [])).toMatchObject({ until: at('2026-04-01T00:00:00Z') });
  });
  it('by what people of the site recorded, where that stands longer', () => {
    const one = service();
    const record = { service: 'one', facts: factsOf(one), verifiedOn: '2026-10-01' };
    expect(verifiedUntil(one, [record])).toMatchObject({ from: at('2026-10-01T00:00:00Z') });
    expect(verifiedUntil(one, [{ ...record, verifiedOn: '2025-10-01' }])).toMatchObject({
      from: at('2026-03-01T00:00:00Z'),
    });
  });
  it('not by what was recorded of other facts: what has changed is due again', () => {
    const one = service({ verification: undefined });
    const record = { service: 'one', facts: factsOf(one), verifiedOn: '2026-10-01' };
    expect(verifiedUntil(one, [record])).toBeDefined();
    const moved = service({ verification: undefined, phones: [{ number: '312-555-0100' }] });
    expect(verifiedUntil(moved, [record])).toBeUndefined();
  });
  it('the mark of its facts does not depend on who verified it', () => {
    expect(factsOf(service({ verification: undefined }))).toBe(factsOf(service()));
  });
  it('at every start, on a demo', () => {
    expect(verifiedUntil(service({ verification: { verifiedOn: 'start' } }), [])).toStrictEqual({
      kind: 'start',
    });
    expect(verifiedUntil(service(), [{ service: 'one', verifiedOn: 'start' }])).toStrictEqual({
      kind: 'start',
    });
  });
});
