import { lookup as systemLookup } from 'node:dns';
import type { LookupAddress } from 'node:dns';
import type { LookupFunction, Socket } from 'node:net';
import { isIP } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { isAllowedAddress } from './is-allowed-address.js';

/** `code` of the error of a connection that the guard refused. */
export const REFUSED = 'ERR_ADDRESS_REFUSED';

/** Larger answers are broken off: as for the bodies that we are sent. */
const MAX_RESPONSE_BYTES = 10 * 1024 * 1024;
const CONNECT_MS = 5000;
const MAX_SOCKETS = 64;

/** What the guard works with. */
export interface GuardTools {
  /** private networks that the site allows now, as CIDR blocks */
  readonly networks: () => readonly string[];
  /** how names are resolved */
  readonly lookup?: LookupFunction;
}

function refusal(): Error {
  return Object.assign(new Error('the address is not one that may be connected to'), { code: REFUSED });
}

/** Answers with the allowed addresses of a name only: what is connected to is what was checked. */
function guardedLookup({ networks, lookup = systemLookup }: GuardTools): LookupFunction {
  return (host, options, callback) => {
    lookup(host, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, []);
      const addresses: LookupAddress[] = Array.isArray(found)
        ? found
        : [{ address: found, family: isIP(found) }];
      const allowed = addresses.filter(({ address }) => isAllowedAddress(address, host, networks()));
      const [first] = allowed;
      if (first === undefined) return callback(refusal(), []);
      return options.all === true ? callback(null, allowed) : callback(null, first.address, first.family);
    });
  };
}

function bare(host: string): string {
  return host.replace(/^\[|\]$/g, '');
}

/** The address that a socket is connected to, once more: the last word is the socket's. */
function isConnectedWell(socket: Socket, host: string, networks: readonly string[]): boolean {
  return socket.remoteAddress !== undefined && isAllowedAddress(socket.remoteAddress, host, networks);
}

/**
 * An agent for every request that this service makes: it connects to allowed addresses only, whatever a name resolves to,
 * and gives up on answers without end. It follows no redirect by itself.
 */
export function guardedAgent(tools: GuardTools): Agent {
  const connect = buildConnector({ lookup: guardedLookup(tools), timeout: CONNECT_MS });
  return new Agent({
    connections: MAX_SOCKETS,
    maxResponseSize: MAX_RESPONSE_BYTES,
    connect: (options, callback) => {
      const host = bare(options.hostname);
      // A literal address is never looked up.
      if (isIP(host) !== 0 && !isAllowedAddress(host, host, tools.networks()))
        return callback(refusal(), null);
      return connect(options, (...[error, socket]) => {
        if (error !== null) return callback(error, null);
        if (isConnectedWell(socket, host, tools.networks())) return callback(null, socket);
        socket.destroy();
        return callback(refusal(), null);
      });
    },
  });
}
