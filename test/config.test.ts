import { join } from 'node:path';
import { readConfig } from '../src/config.js';
import { HavenError } from '../src/model/haven-error.js';

const KEY = `k:${Buffer.alloc(32, 1).toString('base64url')}`;

const why = (environment: Readonly<Record<string, string>>): string => {
  try {
    readConfig(environment);
    return 'taken';
  } catch (error) {
    return error instanceof HavenError ? `${error.code}: ${error.message}` : 'not a HavenError';
  }
};

describe('readConfig (section 1: all optional; unknown names and bad values stop the start with a clear line)', () => {
  it('needs nothing', () => {
    const config = readConfig({});
    expect(config).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: undefined,
      fhirServers: undefined,
    });
    expect(config.site).toBe(join(config.shipped, 'sites', 'demo'));
  });
  it('reads what is given', () => {
    const config = readConfig({
      PORT: '0',
      HOST: '::1',
      HAVEN_PUBLIC_URL: 'https://cds.example.org/',
      HAVEN_FHIR_SERVERS: 'https://a.example/r4, http://localhost/r4',
    });
    expect(config).toMatchObject({
      port: 0,
      host: '::1',
      publicUrl: 'https://cds.example.org',
      fhirServers: ['https://a.example/r4', 'http://localhost/r4'],
    });
  });
  it.each([
    ['postgres://haven@db.example/haven', { kind: 'postgres', url: 'postgres://haven@db.example/haven' }],
    ['postgresql:///haven?host=/run/pg', { kind: 'postgres', url: 'postgresql:///haven?host=/run/pg' }],
    ['var/other.sqlite', { kind: 'sqlite', file: join(process.cwd(), 'var', 'other.sqlite') }],
  ])('keeps the ledger in %s', (url, database) => {
    expect(readConfig({ HAVEN_DATABASE_URL: url }).database).toStrictEqual(database);
  });
  it('reads the keys of the site, and nothing where there are none', () => {
    expect(readConfig({ HAVEN_KEYS: KEY }).keys).toMatchObject([{ id: 'k' }]);
    expect(readConfig({})).toMatchObject({
      keys: undefined,
      database: undefined,
      spool: join(process.cwd(), 'var', 'spool'),
    });
  });
  it.each([
    [{ HAVEN_FOO: 'x' }, /unknown environment variable HAVEN_FOO/],
    [{ HAVEN_DATABASE_URL: '' }, /HAVEN_DATABASE_URL is not valid/],
    [
      { HAVEN_DATABASE_URL: 'mysql://user:secret@db/haven' },
      /HAVEN_DATABASE_URL is not valid: postgres:(?!.*secret)/,
    ],
    [{ HAVEN_DATABASE_URL: 'postgres://user:se cret@' }, /HAVEN_DATABASE_URL is not valid(?!.*cret)/],
    [{ HAVEN_KEYS: 'short' }, /site keys: entry 1 is not id:base64url/],
    [{ HAVEN_KEYS: KEY, HAVEN_KEYS_FILE: 'keys' }, /HAVEN_KEYS and HAVEN_KEYS_FILE are both set/],
    [{ HAVEN_KEYS_FILE: 'no-such-file' }, /HAVEN_KEYS_FILE cannot be read/],
    [{ HAVEN_SPOOL: '' }, /HAVEN_SPOOL is not valid/],
    [{ PORT: 'x' }, /PORT=x is not valid/],
    [{ PORT: '65536' }, /PORT=65536 is not valid/],
    [{ PORT: '-1' }, /PORT=-1 is not valid/],
    [{ HAVEN_PUBLIC_URL: 'cds.example.org' }, /HAVEN_PUBLIC_URL is not valid/],
    [{ HAVEN_PUBLIC_URL: 'ftp://cds.example.org' }, /HAVEN_PUBLIC_URL/],
    [{ HAVEN_PUBLIC_URL: 'http://cds.example.org' }, /HAVEN_PUBLIC_URL is not valid: an https URL/],
    [{ HAVEN_FHIR_SERVERS: 'https://a.example,nonsense' }, /HAVEN_FHIR_SERVERS/],
    [{ HAVEN_FHIR_SERVERS: 'http://ehr.example.org/fhir' }, /HAVEN_FHIR_SERVERS/],
    [
      { HAVEN_FHIR_SERVERS: 'https://user:secret@ehr.example.org/fhir' },
      /HAVEN_FHIR_SERVERS is not valid(?!.*secret)/,
    ],
    [{ HAVEN_PUBLIC_URL: 'https://cds.example.org/?q=1' }, /HAVEN_PUBLIC_URL/],
    [
      { HAVEN_OPERATOR_TOKEN: 'a secret of thirty-two characters' },
      /HAVEN_OPERATOR_TOKEN is not valid(?!.*secret).*: ASCII characters without white space$/,
    ],
    [{ HAVEN_OPERATOR_TOKEN: `${'x'.repeat(32)}\n` }, /: ASCII characters without white space$/],
    [{ HAVEN_OPERATOR_TOKEN: `${'x'.repeat(32)}ü` }, /: ASCII characters without white space$/],
    [
      { HAVEN_OPERATOR_TOKEN: 'secret'.padEnd(31, '.') },
      /HAVEN_OPERATOR_TOKEN is not valid(?!.*secret).*: at least 32/,
    ],
    [{ DEBUG: '*' }, /DEBUG/],
    [{ HAVEN_SITE: 'nowhere' }, /HAVEN_SITE=nowhere has no site\.yaml/],
  ])('%p stops the start', (environment, message) => {
    expect(why(environment)).toMatch(message);
    expect(why(environment)).toMatch(/^configuration-invalid: [^\n]+$/);
  });
  it('takes an operators’ token of 32 characters', () => {
    expect(readConfig({ HAVEN_OPERATOR_TOKEN: 'x'.repeat(32) }).operatorToken).toHaveLength(32);
    expect(readConfig({ HAVEN_OPERATOR_TOKEN: '!~'.repeat(16) }).operatorToken).toHaveLength(32);
    expect(readConfig({}).operatorToken).toBeUndefined();
  });
  it.each(['0', '1', '65535'])('takes port %s', (PORT) => expect(why({ PORT })).toBe('taken'));
  it('leaves variables of others alone', () => expect(why({ PATH: '/bin', HAVENX: 'y' })).toBe('taken'));
});
