import { allowedServer } from '../../src/fhir/allowed-server.js';

const LIST = ['https://ehr.example.org/fhir/r4/'];

describe('allowedServer (checklist 37: no other FHIR server is ever contacted)', () => {
  it.each([
    'https://ehr.example.org/fhir/r4',
    'https://ehr.example.org/fhir/r4/',
    'https://EHR.example.org:443/fhir/r4',
  ])('allows %s', (url) => expect(allowedServer(url, LIST)).toBe('https://ehr.example.org/fhir/r4'));
  it.each([
    'http://ehr.example.org/fhir/r4',
    'https://ehr.example.org/fhir',
    'https://ehr.example.org/fhir/r4/x',
    'https://ehr.example.org.evil.example/fhir/r4',
    'https://user:pass@ehr.example.org/fhir/r4',
    'https://ehr.example.org/fhir/r4?x=1',
    'https://ehr.example.org/fhir/r4#x',
    'https://ehr.example.org:8443/fhir/r4',
    'ftp://ehr.example.org/fhir/r4',
    'not a url',
    '',
    'https://ehr.example.org/fhir/r4/../..',
  ])('refuses %p', (url) => expect(allowedServer(url, LIST)).toBeUndefined());

  it.each(['http://localhost:8080/fhir', 'http://127.0.0.1/r4', 'https://[::1]/r4'])(
    'a demo site reads %s',
    (url) => expect(allowedServer(url, 'loopback')).toBeDefined(),
  );
  it.each([
    'http://10.0.0.1/fhir',
    'https://ehr.example.org/fhir',
    'http://localhost.example.org/fhir',
    'http://169.254.169.254/latest',
  ])('a demo site does not read %s', (url) => expect(allowedServer(url, 'loopback')).toBeUndefined());
});
