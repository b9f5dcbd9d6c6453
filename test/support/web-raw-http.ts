import { request } from 'node:http';
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import { connect } from 'node:net';

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Buffer;
  /** bytes per chunk: sent chunked, without a content length */
  readonly chunk?: number;
}

function* pieces(body: Buffer, size: number): Generator<Buffer> {
  for (let start = 0; start < body.length; start += size) yield body.subarray(start, start + size);
}

/** Sends exactly these headers and bytes; no client adds a content type, a length or an encoding. */
export function send(base: string, { method, path, headers, body, chunk }: RawRequest): Promise<RawAnswer> {
  const { hostname, port } = new URL(base);
  const bytes = Buffer.from(body ?? '');
  const length =
    chunk === undefined && body !== undefined
      ? { 'content-length': bytes.length }
      : ({} as OutgoingHttpHeaders);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { hostname, port, method, path, headers: { ...length, ...headers } },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', reject);
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            text: Buffer.concat(parts).toString('utf8'),
          }),
        );
      },
    );
    outgoing.on('error', reject);
    if (chunk === undefined) outgoing.end(bytes);
    else {
      for (const piece of pieces(bytes, chunk)) outgoing.write(piece);
      outgoing.end();
    }
  });
}

/** Writes these bytes to a bare socket and reads until it is closed. */
export function sendBytes(base: string, bytes: string | Buffer): Promise<string> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.setTimeout(3000, () => socket.destroy(new Error('the socket stayed open')));
    socket.on('data', (part) => parts.push(part));
    socket.on('error', reject);
    socket.on('end', () => {
      socket.end();
      resolve(Buffer.concat(parts).toString('utf8'));
    });
  });
}
