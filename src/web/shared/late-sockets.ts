import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

const LATE = new WeakSet<Duplex>();

/** Remembers that a connection is cut off, since what it sends did not come in time: its caller has been told 408 by then. */
export function markLate(socket: Duplex): void {
  LATE.add(socket);
}

/** Whether the connection that a request came by was cut off for that. */
export function isLate({ socket }: IncomingMessage): boolean {
  return LATE.has(socket);
}
