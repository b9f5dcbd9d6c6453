import ipaddr from 'ipaddr.js';
import { isLoopback } from '../model/is-loopback.js';

function isWithin(address: ipaddr.IPv4 | ipaddr.IPv6, network: string): boolean {
  const [base, bits] = ipaddr.parseCIDR(network);
  return base.kind() === address.kind() && address.match(base, bits);
}

/** All of IPv6 that is given out to anybody (IANA, IPv6 Global Unicast Address Assignments); the rest is old forms, or nobody's. */
const GIVEN_OUT = '2000::/3';

/** Somebody's on the public internet. */
function isPublic(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return address.range() === 'unicast' && (address.kind() === 'ipv4' || isWithin(address, GIVEN_OUT));
}

/**
 * Whether a connection to an address may be made: a public one, one of the site's own networks, or this machine where the
 * name itself says so. Anything else that a name resolves to is somebody else's machine, or a metadata service.
 *
 * @param host the name or literal address that was asked for; it stands on an allow-list already
 * @param networks private networks that the site allows, as CIDR blocks
 */
export function isAllowedAddress(address: string, host: string, networks: readonly string[]): boolean {
  if (!ipaddr.isValid(address)) return false;
  // IPv4 written as IPv6 is IPv4.
  const parsed = ipaddr.process(address);
  if (isPublic(parsed)) return true;
  if (parsed.range() === 'loopback' && isLoopback(host)) return true;
  return networks.some((network) => isWithin(parsed, network));
}
