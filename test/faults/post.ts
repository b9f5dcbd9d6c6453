import { Agent, request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';

/** An answer in full. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Longer than anything that the service may take, on a machine that is busy with other things. */
const PATIENCE_MS = 30_000;

/** Kept-alive connections, as an EHR keeps them. */
export const agent = new Agent({ keepAlive: true, maxSockets: 128 });

/** No whole answer came. */
export interface NoAnswer {
  readonly status: undefined;
  readonly why: string;
}

/** Posts a body. */
export function post(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer | NoAnswer> {
  return new Promise((resolve) => {
    const fail = (why: string): void => resolve({ status: undefined, why });
    const type = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request(url, { method: 'POST', agent, headers: { ...type, ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', ({ message }) => fail(`cut off: ${message}`));
      response.on('end', () => {
        const { statusCode: status = 0, headers: got } = response;
        resolve({ status, headers: got, body: Buffer.concat(chunks).toString('utf8') });
      });
    });
    sent.setTimeout(PATIENCE_MS, () => sent.destroy(new Error(`nothing for ${PATIENCE_MS} ms`)));
    sent.on('error', (error: NodeJS.ErrnoException) => {
      // The server let go of an idle connection at the very moment: every HTTP client asks again on a new one.
      if (sent.reusedSocket && error.code === 'ECONNRESET') resolve(post(url, body, headers));
      else fail(error.code ?? error.message);
    });
    sent.end(body);
  });
}
