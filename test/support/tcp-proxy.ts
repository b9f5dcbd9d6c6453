import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** Stands between a client and a server, and may be cut, as a server that is stopped; or hold everything back. */
export interface TcpProxy {
  readonly port: number;
  readonly cut: () => Promise<void>;
  readonly mend: () => Promise<void>;
  readonly hold: (isHeld: boolean) => void;
  /** holds everything back once these words have been passed on */
  readonly holdAfter: (words: string) => void;
  readonly close: () => Promise<void>;
}

/** Listens on a free port of this machine. */
export async function tcpProxy(host: string, port: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let isHeld = false;
  let last: string | undefined;
  const server = createServer((client) => {
    const upstream = connect(port, host);
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(one);
      one.on('data', (bytes) => {
        if (!isHeld) other.write(bytes);
        if (last !== undefined && bytes.includes(last)) isHeld = true;
      });
      one.on('error', () => undefined);
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  const listen = (at: number): Promise<void> =>
    new Promise((resolve) => server.listen(at, '127.0.0.1', () => resolve()));
  await listen(0);
  const { port: own } = server.address() as AddressInfo;
  const cut = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  return {
    port: own,
    cut,
    mend: () => listen(own),
    hold: (held) => {
      isHeld = held;
      last = undefined;
      // What was held back is gone: those connections are of no use any more.
      if (!held) for (const socket of sockets) socket.destroy();
    },
    holdAfter: (words) => {
      last = words;
    },
    close: () => (server.listening ? cut() : Promise.resolve()),
  };
}
