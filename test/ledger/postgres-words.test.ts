import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { postgresStore } from '../../src/ledger/store/postgres-store.js';
import { AT } from '../support/ledger-cards.js';

let server: Server | undefined;
const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  server?.close();
});

async function listen(answer: (socket: Socket) => void): Promise<string> {
  server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => answer(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return `postgres://zq7user:zq7password@127.0.0.1:${port}/zq7name`;
}

describe('what PostgreSQL ails of, where its driver has no code for it', () => {
  it.each([
    ['it says nothing', '', (): void => undefined, 'no answer in time'],
    ['it hangs up', '', (socket: Socket): void => void socket.destroy(), 'the connection broke'],
    [
      'it has no TLS, and TLS is asked for',
      '?sslmode=verify-full',
      (socket: Socket): void => void socket.write('N'),
      'no connection over TLS',
    ],
  ])('is said in words of ours, and not as something else: %s', async (_, options, answer, words) => {
    const store = postgresStore((await listen(answer)) + options);
    await expect(store.ask('probe', AT)).rejects.toMatchObject({
      code: 'ledger-unavailable',
      message: `PostgreSQL: ${words}`,
    });
    await store.close();
  });
});
