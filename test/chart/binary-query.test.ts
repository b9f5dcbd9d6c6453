import { binaryQuery } from '../../src/chart/binary-query.js';

const BASE = 'https://ehr.example/fhir/r4';

describe('which URLs are Binaries of the caller\u2019s own server (FHIR R4, Attachment.url and Binary)', () => {
  it.each([
    ['relative', 'Binary/b1'],
    ['relative, with a dot segment', './Binary/b1'],
    ['absolute', `${BASE}/Binary/b1`],
    ['absolute, host and scheme in capitals', 'HTTPS://EHR.example/fhir/r4/Binary/b1'],
    ['absolute, with the port that https has anyway', 'https://ehr.example:443/fhir/r4/Binary/b1'],
    ['from the root of the server', '/fhir/r4/Binary/b1'],
  ])('%s: %s', (_, url) => {
    expect(binaryQuery(url, BASE)).toBe('Binary/b1');
    expect(binaryQuery(url, `${BASE}/`)).toBe('Binary/b1');
  });

  it.each(['Binary/b1/_history/2', `${BASE}/Binary/b1/_history/2`])('%s keeps its version', (url) => {
    expect(binaryQuery(url, BASE)).toBe('Binary/b1/_history/2');
  });

  it('an id may be longer than FHIR allows, as ids of some servers are', () => {
    const id = `e${'x'.repeat(200)}-3.Q~_`;
    expect(binaryQuery(`Binary/${id}`, BASE)).toBe(`Binary/${id}`);
    expect(binaryQuery(`Binary/${'x'.repeat(1024)}`, BASE)).toBeDefined();
    expect(binaryQuery(`Binary/${'x'.repeat(1025)}`, BASE)).toBeUndefined();
  });

  it.each([
    ['another host', 'https://attacker.example/fhir/r4/Binary/b1'],
    ['another host without a scheme', '//attacker.example/fhir/r4/Binary/b1'],
    ['another host by backslashes', '\\\\attacker.example\\fhir\\r4\\Binary\\b1'],
    ['another host after a tab', '\thttps://attacker.example/fhir/r4/Binary/b1'],
    ['a host that begins alike', 'https://ehr.example.attacker.example/fhir/r4/Binary/b1'],
    ['our host as the user of another', 'https://ehr.example@attacker.example/fhir/r4/Binary/b1'],
    ['our host with credentials', 'https://user:secret@ehr.example/fhir/r4/Binary/b1'],
    ['another port', 'https://ehr.example:8443/fhir/r4/Binary/b1'],
    ['another scheme', 'http://ehr.example/fhir/r4/Binary/b1'],
    ['another base on the same host', 'https://ehr.example/fhir/r5/Binary/b1'],
    ['a base that begins alike', 'https://ehr.example/fhir/r4x/Binary/b1'],
    ['a way out of the base', '../Binary/b1'],
    ['a way out of the base and on', 'Binary/../../../admin'],
    ['an encoded way out', 'Binary/%2e%2e/%2e%2e/admin'],
    ['an encoded slash', 'Binary/b1%2F..%2FPatient'],
    ['a query', 'Binary/b1?_format=json'],
    ['a fragment', 'Binary/b1#x'],
    ['a search', 'Binary?_id=b1'],
    ['no id', 'Binary/'],
    ['more than an id', 'Binary/b1/$export'],
    ['another type', 'Patient/p1'],
    ['another type that ends alike', 'NotBinary/b1'],
    ['data in the URL', 'data:text/plain,words'],
    ['a file', 'file:///etc/hosts'],
    ['a script', 'javascript:alert(1)'],
    ['a urn', 'urn:uuid:00000000-0000-4000-8000-000000000000'],
    ['no URL', 'https://'],
    ['nothing', ''],
  ])('%s is none: %s', (_, url) => {
    expect(binaryQuery(url, BASE)).toBeUndefined();
  });

  it('a base that is no URL has none', () => {
    expect(binaryQuery('Binary/b1', 'nowhere')).toBeUndefined();
  });
});
