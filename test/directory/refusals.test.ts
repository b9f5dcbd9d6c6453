import { faultsOf, service } from '../support/services.js';

const PLACE = { kind: 'confidential', city: 'Springfield', stateProvince: 'IL', country: 'US' };

describe('A confidential location (response brief 3.3)', () => {
  it('may be in a city', () => {
    expect(faultsOf({ locations: [PLACE] })).toStrictEqual([]);
  });
  it.each([
    ['an address', { address1: '1 Street' }],
    ['a coordinate', { latitude: 41.9 }],
    ['a coordinate', { longitude: -87.6 }],
    ['a postal code finer than the city', { postalCode: '62701' }],
    ['a name that may be an address', { name: 'House on 5th Street' }],
  ])('is refused with %s', (what, more) => {
    expect(faultsOf({ locations: [{ ...PLACE, ...more }] })).toStrictEqual([
      `a confidential location with ${what}`,
    ]);
  });
  it('is refused beside another location with an address, and with an area finer than the city', () => {
    const other = { kind: 'physical', address1: '1 Street', city: 'Springfield', country: 'US' };
    expect(faultsOf({ locations: [PLACE, other] })).toStrictEqual([
      'a confidential location with an address',
    ]);
    expect(
      faultsOf({ locations: [PLACE], serviceAreas: [{ kind: 'postal', country: 'US', prefix: '62' }] }),
    ).toStrictEqual(['a confidential location with an area finer than the city']);
  });
});

describe('Immigration enforcement is never listed (issue; in code)', () => {
  it.each([
    { organization: { id: 'x', name: 'U.S. Immigration and Customs Enforcement' } },
    { organization: { id: 'x', name: 'ICE Field Office' } },
    { name: 'Homeland Security Investigations, Victim Assistance' },
    { name: 'Canada Border Services Agency' },
    { name: 'Agence des services frontaliers du Canada' },
    { name: 'UK Immigration Enforcement' },
    { name: 'Police aux frontières', types: ['police-unit'], policeRun: true },
    { alternateName: 'Border Patrol' },
    { url: { address: 'https://www.ice.gov/tips' } },
    { email: 'help@cbp.dhs.gov' },
    { phones: [{ number: '+1 866-347-2423' }] },
  ])('%j', (change) => {
    expect(faultsOf(change)).toContain('immigration enforcement is never listed');
  });
  it.each([
    { name: 'Immigration Legal Aid', types: ['legal-immigration'] },
    { name: 'Immigration Enforcement Defense Project', types: ['legal-immigration'] },
    { name: 'Justice for Migrants' },
    { name: 'Rice Kitchen', url: { address: 'https://www.service.gov/' } },
    { phones: [{ number: '866-347-2424' }] },
  ])('but not %j', (change) => {
    expect(faultsOf(change)).toStrictEqual([]);
  });
});

describe('Police-run services (issue: its own type, never a default, labelled)', () => {
  it('have one type and no other', () => {
    expect(faultsOf({ policeRun: true, types: ['police-unit'] })).toStrictEqual([]);
    expect(faultsOf({ policeRun: true })).toHaveLength(1);
    expect(faultsOf({ regime: 'police' })).toHaveLength(1);
    expect(faultsOf({ types: ['police-unit', 'advocacy'] })).toHaveLength(1);
  });
  it('are asked about where only a name hints at it', () => {
    for (const name of ['City Police', "Sheriff's Office", 'Policía Local', 'SPVM']) {
      expect(faultsOf({ organization: { id: 'x', name } })[0]).toMatch(/^police by its name/);
      expect(faultsOf({ organization: { id: 'x', name }, policeRun: false })).toStrictEqual([]);
    }
    expect(faultsOf({ name: 'Policy Office' })).toStrictEqual([]);
  });
});

describe('What a service says must be sayable', () => {
  it.each([
    [{ minimumAge: 25, maximumAge: 18 }, /below the minimum age/],
    [{ timeZone: 'Mars/Base' }, /IANA time zone/],
    [{ types: [] }, /at least one type/],
    [{ genders: [] }, /leave it out/],
    [{ verification: { verifiedOn: '2026-02-30' } }, /verifiedOn/],
    [{ email: 'nobody' }, /email/],
    [{ url: { address: 'javascript:alert(1)' } }, /url/],
    [{ colour: 'red' }, /unknown "colour"/],
    [{ closures: [{ kind: 'dates', from: '2026-12-26', to: '2026-12-25' }] }, /ends before/],
  ])('%j is refused', (change, why) => {
    expect(faultsOf(change).join()).toMatch(why);
  });
  it('equal services are written alike, whatever the order of what they list', () => {
    const one = service({ types: ['peer', 'advocacy'], languages: ['es', 'en-US', 'en'] });
    expect(one.types).toStrictEqual(['advocacy', 'peer']);
    expect(one.languages).toStrictEqual(['en', 'es']);
  });
});
