import { importCsv } from '../../src/directory/import/import-csv.js';
import { importFhir } from '../../src/directory/import/import-fhir.js';
import { importHsdsJson, importHsdsTables } from '../../src/directory/import/import-hsds.js';
import type { Imported } from '../../src/directory/import/imported.js';
import { MAPPING, NO_MAPPING } from '../../src/directory/import/mapping.js';
import { parseHours } from '../../src/directory/import/parse-hours.js';

const NONE = new Set<string>();
const told = ({ refusals }: Imported): readonly string[] =>
  refusals.map(({ file, line, id, reasons }) => `${file}:${line} ${id ?? '-'} ${reasons.join('; ')}`);
const ids = ({ services }: Imported): readonly string[] => services.map(({ id }) => id);
const file = (value: unknown): { readonly file: string; readonly text: string; readonly value: unknown } => ({
  file: 'source.json',
  text: JSON.stringify(value, undefined, 2),
  value,
});

const TERMS = MAPPING.parse({
  terms: { 'FT-1000': 'legal-immigration', 'Case management': 'advocacy' },
  areas: { 'Cook County': 'US-IL/county:Cook' },
  defaults: { timeZone: 'America/Chicago' },
});

describe('HSDS 3.0, tabular data package', () => {
  const TABLES = [
    {
      name: 'organization',
      file: 'organizations.csv',
      text: 'id,name,description\no1,"Agency, Inc.",x\n',
    },
    {
      name: 'service',
      file: 'services.csv',
      text: [
        'id,organization_id,name,alternate_name,status,minimum_age,assured_date,assurer_email',
        's1,o1,"Legal',
        'help",Help Desk,active,18,2026-03-01,a@example.org',
        's2,o1,No type,,active,,,',
        's3,o1,Lost organization,,active,,,',
        's4,o1,Broken"quote,,active,,,',
        's1,o1,Twice,,active,,,',
        's5,o1,Secret house,,active,,,',
        '',
      ].join('\r\n'),
    },
    {
      name: 'taxonomy_term',
      file: 'taxonomy_terms.csv',
      text: 'id,code,name,taxonomy\nt1,FT-1000,Immigration help,211\n',
    },
    {
      name: 'attribute',
      file: 'attributes.csv',
      text: [
        'id,link_id,taxonomy_term_id,link_entity,value',
        'a1,s1,t1,service,',
        'a2,s5,t1,service,',
        'a3,s3,t1,service,',
        'a4,l5,c1,location,true',
        '',
      ].join('\n'),
    },
    {
      name: 'phone',
      file: 'phones.csv',
      text: 'id,service_id,number,type\np1,s1,312-555-0100,text\np2,s9,312-555-0101,voice\n',
    },
    { name: 'language', file: 'languages.csv', text: 'id,service_id,phone_id,code\nn1,s1,,es\nn2,,p1,en\n' },
    {
      name: 'schedule',
      file: 'schedules.csv',
      text: 'id,service_id,freq,byday,opens_at,closes_at,timezone,description\nh1,s1,WEEKLY,"MO,TU",09:00:00,17:00:00,-6,\nh2,s1,MONTHLY,2MO,09:00,12:00,,second Monday\n',
    },
    { name: 'service_area', file: 'service_areas.csv', text: 'id,service_id,name\nr1,s1,Cook County\n' },
    {
      name: 'location',
      file: 'locations.csv',
      text: 'id,location_type,latitude,longitude\nl1,physical,41.9,-87.6\nl5,physical,,\n',
    },
    {
      name: 'address',
      file: 'addresses.csv',
      text: 'id,location_id,address_1,city,state_province,postal_code,country\nd1,l1,1 Street,Chicago,IL,60601,US\nd5,l5,5 Hidden Lane,Chicago,IL,60605,US\n',
    },
    {
      name: 'service_at_location',
      file: 'service_at_location.csv',
      text: 'id,service_id,location_id\nx1,s1,l1\nx5,s5,l5\n',
    },
  ];
  const HIDDEN = {
    name: 'taxonomy_term',
    file: 'taxonomy_terms.csv',
    text: 'id,code,name,taxonomy\nt1,FT-1000,Immigration help,211\nc1,confidential-location,x,haven-cds\n',
  };
  const all = importHsdsTables([...TABLES.filter(({ name }) => name !== HIDDEN.name), HIDDEN], TERMS, NONE);

  it('puts a service together from its rows', () => {
    expect(JSON.parse(JSON.stringify(all.services[0]))).toMatchObject({
      id: 's1',
      organization: { id: 'o1', name: 'Agency, Inc.' },
      name: 'Legal\r\nhelp',
      alternateName: 'Help Desk',
      types: ['legal-immigration'],
      minimumAge: 18,
      languages: ['es'],
      phones: [{ number: '312-555-0100', type: 'text', languages: ['en'] }],
      timeZone: 'America/Chicago',
      schedules: [
        { kind: 'weekly', byday: ['MO', 'TU'], opensAt: '09:00', closesAt: '17:00' },
        { kind: 'other', description: 'second Monday' },
      ],
      serviceAreas: [{ kind: 'county', country: 'US', stateProvince: 'IL', county: 'Cook' }],
      locations: [{ kind: 'physical', address1: '1 Street', latitude: 41.9, longitude: -87.6 }],
      verification: { verifiedOn: '2026-03-01', by: 'a@example.org' },
    });
  });
  it('tells every row that it refuses by file, line and reason, and loses nothing else', () => {
    expect(ids(all)).toStrictEqual(['s1', 's3']);
    expect(told(all)).toStrictEqual([
      'services.csv:6 - a quotation mark in a cell that does not begin with one',
      'phones.csv:3 p2 service_id: no service "s9"',
      'services.csv:4 s2 types: Invalid input: expected array, received undefined (found nothing)',
      'services.csv:7 s1 "s1" is listed twice: the first is taken',
      'services.csv:8 s5 a confidential location with an address; a confidential location with a postal code finer than the city',
    ]);
  });
});

describe('HSDS 3.0, nested', () => {
  const NESTED = {
    id: 's1',
    name: 'Case work',
    status: 'active',
    organization: { id: 'o1', name: 'Agency', description: '' },
    attributes: [{ id: 'a', taxonomy_term: { id: 't', name: 'Case management', taxonomy: 'other' } }],
    schedules: [{ id: 'h', byday: 'WE', opens_at: '09:00-05:00', closes_at: '17:00-05:00' }],
  };

  it('is read as a list, as a page of the API, alone, and within its organization', () => {
    const { organization: _gone, ...bare } = NESTED;
    for (const value of [
      [NESTED],
      { total_items: 1, contents: [NESTED] },
      NESTED,
      [{ id: 'o1', name: 'Agency', services: [bare] }],
    ]) {
      const found = importHsdsJson(file(value), TERMS, NONE);
      expect(told(found)).toStrictEqual([]);
      expect(found.services[0]).toMatchObject({
        id: 's1',
        organization: { id: 'o1', name: 'Agency' },
        types: ['advocacy'],
      });
    }
  });
  it('takes the offset of its hours where nobody names a time zone', () => {
    const mapping = MAPPING.parse({ terms: TERMS.terms });
    expect(importHsdsJson(file([NESTED]), mapping, NONE).services[0]?.timeZone).toBe('-05:00');
  });
  it('tells the line on which a refused service begins', () => {
    const value = { contents: [NESTED, { ...NESTED, id: 's2', name: '[{"' }, { id: 's3', name: 'x' }, 7] };
    const found = importHsdsJson(file(value), TERMS, new Set(['s2']));
    const lines = file(value).text.split('\n');
    expect(ids(found)).toStrictEqual(['s1']);
    for (const { line, id } of found.refusals.filter((one) => one.id !== undefined))
      expect(lines.slice(line - 1, line + 1).join('')).toContain(`"id": "${id ?? ''}"`);
    expect(told(found)).toHaveLength(3);
    expect(told(found)[0]).toMatch(/s2 "s2" is listed in another file/);
    expect(lines[(found.refusals[2]?.line ?? 0) - 1]?.trim()).toBe('7');
  });
});

describe('FHIR R4 (Human Services Directory IG 1.0.0)', () => {
  const LABEL = { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'LOCIS' }] };
  const SERVICE = {
    resourceType: 'HealthcareService',
    id: 'h1',
    active: true,
    name: 'Case work',
    providedBy: { reference: 'Organization/o1' },
    type: [{ coding: [{ system: 'urn:x', code: 'FT-1000' }] }],
    location: [{ reference: 'https://fhir.example.org/Location/l1' }],
    telecom: [
      { system: 'phone', value: '312-555-0100' },
      { system: 'sms', value: '55555' },
      { system: 'email', value: 'a@example.org' },
      { system: 'url', value: 'https://example.org/' },
    ],
    communication: [{ coding: [{ system: 'urn:ietf:bcp:47', code: 'es-MX' }] }],
    availableTime: [
      { daysOfWeek: ['mon', 'fri'], availableStartTime: '09:00:00', availableEndTime: '17:00:00' },
      { daysOfWeek: ['sun'], allDay: true },
    ],
    notAvailable: [{ description: 'holidays', during: { start: '2026-12-24', end: '2026-12-26' } }],
    coverageArea: [{ display: 'Cook County' }],
  };
  const ORGANIZATION = { resourceType: 'Organization', id: 'o1', name: 'Agency' };
  const LOCATION = {
    resourceType: 'Location',
    id: 'l1',
    address: { line: ['1 Street'], city: 'Chicago', state: 'IL', postalCode: '60601', country: 'US' },
    position: { latitude: 41.9, longitude: -87.6 },
  };
  const bundle = (...resources: readonly object[]): ReturnType<typeof file> =>
    file({ resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource })) });

  it('reads a service with its organization and location', () => {
    const found = importFhir(bundle(SERVICE, ORGANIZATION, LOCATION), TERMS, NONE);
    expect(told(found)).toStrictEqual([]);
    expect(found.services[0]).toMatchObject({
      id: 'h1',
      organization: { id: 'o1', name: 'Agency' },
      types: ['legal-immigration'],
      languages: ['es'],
      phones: [
        { number: '312-555-0100', type: 'voice' },
        { number: '55555', type: 'text' },
      ],
      email: 'a@example.org',
      url: { address: 'https://example.org/' },
      timeZone: 'America/Chicago',
      schedules: [
        { kind: 'weekly', byday: ['MO', 'FR'], opensAt: '09:00', closesAt: '17:00' },
        { kind: 'weekly', byday: ['SU'], opensAt: '00:00', closesAt: '00:00' },
      ],
      closures: [{ kind: 'dates', from: '2026-12-24', to: '2026-12-26' }],
      serviceAreas: [{ kind: 'county', county: 'Cook' }],
      locations: [{ kind: 'physical', city: 'Chicago', latitude: 41.9 }],
    });
  });
  it('refuses a restricted location (LOCIS) that says where it is, by line', () => {
    const found = importFhir(bundle(SERVICE, ORGANIZATION, { ...LOCATION, meta: LABEL }), TERMS, NONE);
    expect(found.services).toStrictEqual([]);
    expect(told(found)).toStrictEqual([
      'source.json:5 h1 a confidential location with an address; a confidential location with a coordinate; ' +
        'a confidential location with a coordinate; a confidential location with a postal code finer than the city',
    ]);
  });
  it('is no other resource', () => {
    expect(() => importFhir(file(SERVICE), NO_MAPPING, NONE)).toThrow(/is no Bundle/);
  });
});

describe('CSV with a mapping', () => {
  const mapping = MAPPING.parse({
    columns: {
      organization: 'Agency',
      name: 'Program',
      types: { column: 'Category', split: ';', values: { Legal: 'legal-work', Support: 'advocacy' } },
      phone: 'Phone',
      hours: 'Hours',
      idRequired: 'ID?',
      areas: { column: 'Area', values: { Chicago: 'US-IL/city:Chicago' } },
      confidential: 'Hidden',
      address1: 'Street',
      city: 'City',
      country: 'Country',
      minimumAge: 'From',
    },
    delimiter: ';',
    defaults: { timeZone: 'America/Chicago' },
  });
  const HEAD = 'Agency;Program;Category;Phone;Hours;ID?;Area;Hidden;Street;City;Country;From';
  const read = (...rows: readonly string[]): Imported =>
    importCsv({ file: 'agencies.csv', text: [HEAD, ...rows].join('\n') }, mapping, NONE);

  it('reads a row by its columns', () => {
    const found = read(
      'A;Desk;"Legal; Support";312-555-0100;Mo-Fr 9:00-17:00;no;Chicago;;1 Street;Chicago;US;16',
    );
    expect(told(found)).toStrictEqual([]);
    expect(found.services[0]).toMatchObject({
      organization: { name: 'A' },
      name: 'Desk',
      types: ['advocacy', 'legal-work'],
      idRequired: false,
      minimumAge: 16,
      schedules: [{ byday: ['MO', 'TU', 'WE', 'TH', 'FR'], opensAt: '09:00', closesAt: '17:00' }],
      serviceAreas: [{ kind: 'city', city: 'Chicago' }],
      locations: [{ kind: 'physical', address1: '1 Street' }],
    });
  });
  it('gives a row without an id the same one every time', () => {
    const row = 'A;Desk;Legal;;;;;;;;;';
    expect(ids(read(row))).toStrictEqual(
      ids(read('B;Other;Legal;;;;;;;;;', row)).filter((id) => ids(read(row)).includes(id)),
    );
    expect(ids(read(row))[0]).toMatch(/^[0-9a-f-]{36}$/);
  });
  it('tells every row that it refuses, and takes the others', () => {
    const found = read(
      'A;Desk;Legal;;;;;;;;;',
      'A;Strange;Dancing;;;;;;;;;',
      'A;Unsure;Legal;;;perhaps;;;;;;',
      'A;Nowhere;Legal;;;;Atlantis;;;;;',
      'A;House;Legal;;;;;yes;5 Lane;Chicago;US;',
      'A;Short',
      'A;Last;Legal;;;;;;;;;',
    );
    expect(found.services.map(({ name }) => name).toSorted()).toStrictEqual(['Desk', 'Last']);
    const lines = told(found);
    expect(lines).toHaveLength(5);
    expect(lines[0]).toBe('agencies.csv:7 - 2 cells where the header has 12');
    expect(lines[1]).toMatch(/^agencies\.csv:3 \S+ types\.0: .*"Dancing"/);
    expect(lines[2]).toMatch(/^agencies\.csv:4 \S+ idRequired: .*"perhaps"/);
    expect(lines[3]).toMatch(/^agencies\.csv:5 \S+ areas: "Atlantis" is none/);
    expect(lines[4]).toMatch(/^agencies\.csv:6 \S+ a confidential location with an address$/);
  });
  it('does not begin where a column of the mapping is not there', () => {
    expect(() => importCsv({ file: 'a.csv', text: 'Agency\nA\n' }, mapping, NONE)).toThrow(
      /no column "Program"/,
    );
  });
  it('a verification by `start` is for a demo and is not imported', () => {
    const started = MAPPING.parse({ ...mapping, defaults: { verification: { verifiedOn: 'start' } } });
    const found = importCsv({ file: 'a.csv', text: `${HEAD}\nA;Desk;Legal;;;;;;;;;` }, started, NONE);
    expect(found.services).toStrictEqual([]);
    expect(told(found)[0]).toMatch(/is not imported$/);
  });
});

describe('Hours of a cell', () => {
  it.each([
    ['24/7', [{ kind: 'always' }]],
    ['Mo 09:00-12:00, 13:00-17:00', [['MO'], ['MO']]],
    ['Fr-Mo 22:00-06:00; We 9:00-10:00', [['FR', 'SA', 'SU', 'MO'], ['WE']]],
    ['Mo,We-Th 08:00-09:00', [['MO', 'WE', 'TH']]],
  ])('%s', (text, expected) => {
    const read = parseHours(text).map((one) => ('byday' in one ? one.byday : one));
    expect(read).toStrictEqual(expected);
  });
  it.each(['by appointment', 'Mo-Fr', 'Xx 09:00-10:00', 'Mo 9-17', ''])('words stay words: %s', (text) => {
    expect(parseHours(text)).toStrictEqual([{ kind: 'other', description: text }]);
  });
});
