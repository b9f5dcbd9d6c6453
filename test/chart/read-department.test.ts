import { readDepartment } from '../../src/chart/read-department.js';
import type { Department } from '../../src/model/site.js';

type Place = Pick<Department, 'id' | 'match'>;

const NONE = { locations: undefined, serviceProviders: undefined, serviceTypes: undefined };
const WARD: Place = {
  id: 'ward',
  match: { ...NONE, locations: ['w1', 'w2'] },
};
const SCHOOL: Place = {
  id: 'school',
  match: { ...NONE, serviceProviders: ['school'] },
};
const DENTAL: Place = {
  id: 'dental',
  match: { ...NONE, serviceTypes: [{ system: 'urn:oid:2.16.840.1.113883.6.96', code: '310000008' }] },
};
const BOTH: Place = {
  id: 'both',
  match: { ...NONE, locations: ['w9'], serviceProviders: ['school'] },
};
const AT = Date.parse('2026-03-10T15:00:00Z');
const at = (reference: string, more: object = {}): object => ({ location: { reference }, ...more });
const of = (...location: readonly unknown[]): { location: readonly unknown[] } => ({ location });

function found(encounter: object, departments = [BOTH, WARD, SCHOOL, DENTAL]): string | undefined {
  const aliases = new Map([['urn:uuid:1', 'Location/w2']]);
  return readDepartment({ resourceType: 'Encounter', ...encounter }, departments, { at: AT, aliases });
}

describe('the department of the current encounter (FHIR R4 Encounter: location, serviceProvider, serviceType)', () => {
  it.each([
    ['a location', of(at('Location/w1')), 'ward'],
    ['the second of its locations', of(at('Location/x'), at('Location/w2')), 'ward'],
    ['an absolute reference', of(at('https://ehr.example.org/fhir/Location/w1')), 'ward'],
    ['a versioned reference', of(at('Location/w1/_history/3')), 'ward'],
    ['a bundle reference', of(at('urn:uuid:1')), 'ward'],
    ['an active location', of(at('Location/w1', { status: 'active' })), 'ward'],
    ['a location until later', of(at('Location/w1', { period: { end: '2026-03-10T15:01:00Z' } })), 'ward'],
    ['a location left', of(at('Location/w1', { status: 'completed' })), undefined],
    ['a location planned', of(at('Location/w1', { status: 'planned' })), undefined],
    [
      'a location until earlier',
      of(at('Location/w1', { period: { end: '2026-03-10T14:59:00Z' } })),
      undefined,
    ],
    ['another location', of(at('Location/w3')), undefined],
    ['another type of the same id', of(at('Organization/w1')), undefined],
    ['a provider', { serviceProvider: { reference: 'Organization/school' } }, 'school'],
    ['another provider', { serviceProvider: { reference: 'Organization/clinic' } }, undefined],
    [
      'a service type',
      { serviceType: { coding: [{ system: 'http://snomed.info/sct', code: '310000008' }] } },
      'dental',
    ],
    [
      'a service type of another system',
      { serviceType: { coding: [{ system: 'urn:x', code: '310000008' }] } },
      undefined,
    ],
    ['a service type without system', { serviceType: { coding: [{ code: '310000008' }] } }, undefined],
    ['half of what it asks', of(at('Location/w9')), undefined],
    [
      'all of what it asks',
      { ...of(at('Location/w9')), serviceProvider: { reference: 'Organization/school' } },
      'both',
    ],
    ['nothing', {}, undefined],
    ['oddities', { location: 'w1', serviceProvider: [], serviceType: { coding: [null] } }, undefined],
  ])('%s', (_what, encounter, department) => expect(found(encounter)).toBe(department));

  it('is the first that fits', () => {
    const encounter = { ...of(at('Location/w1')), serviceProvider: { reference: 'Organization/school' } };
    expect(found(encounter)).toBe('ward');
    expect(found(encounter, [SCHOOL, WARD])).toBe('school');
  });
  it('is none where the site has none', () => expect(found(of(at('Location/w1')), [])).toBeUndefined());
});
