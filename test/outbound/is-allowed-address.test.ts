import { isAllowedAddress } from '../../src/outbound/is-allowed-address.js';

const HOST = 'ehr.example';

describe('addresses that may be connected to (issue: SSRF)', () => {
  it.each(['8.8.8.8', '203.0.114.1', '2600::1', '::ffff:8.8.8.8'])('%s is public', (address) =>
    expect(isAllowedAddress(address, HOST, [])).toBe(true),
  );
  it.each([
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '127.0.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '198.51.100.1',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    'ff02::1',
    '::10.0.0.1',
    'fec0::1',
    '::808:808',
    '::ffff:10.0.0.1',
    '::ffff:127.0.0.1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    '2001::a00:1',
    'not an address',
    '',
  ])('%s is not, unless the site allows it', (address) =>
    expect(isAllowedAddress(address, HOST, [])).toBe(false),
  );
  it.each([
    ['172.15.255.255', true],
    ['172.16.0.0', false],
    ['172.31.255.255', false],
    ['172.32.0.0', true],
    ['1fff:ffff::1', false],
    ['2000::1', true],
    ['3fff:efff::1', true],
    ['4000::1', false],
  ])('the edge of a range: %s %p', (address, expected) =>
    expect(isAllowedAddress(address, HOST, [])).toBe(expected),
  );
  it('a network of the site is allowed, and none beside it', () => {
    const networks = ['10.20.0.0/16', 'fd12:3456::/32'];
    expect(isAllowedAddress('10.20.255.255', HOST, networks)).toBe(true);
    expect(isAllowedAddress('::ffff:10.20.0.1', HOST, networks)).toBe(true);
    expect(isAllowedAddress('10.21.0.0', HOST, networks)).toBe(false);
    expect(isAllowedAddress('fd12:3456::9', HOST, networks)).toBe(true);
    expect(isAllowedAddress('fd12:3457::9', HOST, networks)).toBe(false);
  });
  it.each(['localhost', '127.0.0.1', '::1', '[::1]'])('%s is this machine by its own name', (host) => {
    expect(isAllowedAddress('127.0.0.1', host, [])).toBe(true);
    expect(isAllowedAddress('10.0.0.1', host, [])).toBe(false);
  });
});
