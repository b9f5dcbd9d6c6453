import { canonicalSystem, plainIcd } from '../../src/model/code-system.js';
import { isLoopback } from '../../src/model/is-loopback.js';
import { canonicalJson } from '../../src/model/json-value.js';
import { referenceKey } from '../../src/model/reference.js';

describe('referenceKey (decision 2: absolute, relative, versioned, urn:uuid)', () => {
  it.each([
    ['Patient/1', 'Patient/1'],
    ['https://ehr.example.org/fhir/Patient/1', 'Patient/1'],
    ['https://ehr.example.org/fhir/Patient/1/_history/3', 'Patient/1'],
    ['Patient/1/_history/3', 'Patient/1'],
    ['Patient/e.-very~long', 'Patient/e.-very~long'],
  ])('%s is %s', (reference, key) => expect(referenceKey(reference)).toBe(key));

  it.each([
    '#contained',
    'urn:uuid:1',
    'Practitioner?identifier=x|1',
    'patient/1',
    'Patient/',
    '',
    'Patient',
    'Patient/1?x=2',
  ])('%p points to nothing that we hold', (reference) => expect(referenceKey(reference)).toBeUndefined());

  it('resolves a bundle name first', () => {
    expect(referenceKey('urn:uuid:1', new Map([['urn:uuid:1', 'Patient/9']]))).toBe('Patient/9');
  });
});

describe('canonicalSystem (section 3: URIs and their OID forms are one)', () => {
  it.each([
    ['urn:oid:2.16.840.1.113883.6.90', 'http://hl7.org/fhir/sid/icd-10-cm'],
    ['urn:oid:2.16.840.1.113883.6.96', 'http://snomed.info/sct'],
    ['urn:oid:2.16.840.1.113883.6.1', 'http://loinc.org'],
    ['http://snomed.info/sct/731000124108', 'http://snomed.info/sct'],
    ['https://loinc.org', 'http://loinc.org'],
    ['urn:other', 'urn:other'],
    ['http://hl7.org/fhir/sid/icd-10', 'http://hl7.org/fhir/sid/icd-10'],
  ])('%s is %s', (system, expected) => expect(canonicalSystem(system)).toBe(expected));

  it('reads ICD-10-CM without dots, spaces and case', () => expect(plainIcd(' t74.51xa ')).toBe('T7451XA'));
});

describe('isLoopback', () => {
  it.each(['localhost', 'LOCALHOST', '127.0.0.1', '127.255.1.2', '::1', '[::1]'])(
    '%s is this machine',
    (host) => expect(isLoopback(host)).toBe(true),
  );
  it.each(['128.0.0.1', 'localhost.example.org', '127.0.0.1.example.org', '0.0.0.0', '10.0.0.1', '::', ''])(
    '%p is not',
    (host) => expect(isLoopback(host)).toBe(false),
  );
});

describe('canonicalJson', () => {
  it('is one text for equal values, whatever the order of members', () => {
    expect(canonicalJson({ a: [1, null], b: { c: 'x', d: true } })).toBe(
      canonicalJson({ b: { d: true, c: 'x' }, a: [1, null] }),
    );
    expect(canonicalJson({ a: 1 })).not.toBe(canonicalJson({ a: '1' }));
  });
  it('does not descend for ever', () => {
    let deep: unknown = 1;
    for (let depth = 0; depth < 100_000; depth += 1) deep = [deep];
    expect(canonicalJson(deep).length).toBeLessThan(1000);
  });
});
