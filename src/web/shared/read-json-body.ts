import type { IncomingMessage } from 'node:http';
import { HavenError } from '../../model/haven-error.js';
import { isLate } from './late-sockets.js';
import { parseJson } from './parse-json.js';

/** Prefetch bundles are megabytes; more than this is refused (413). */
const MAX_BODY_BYTES = 10 * 1024 * 1024;

const JSON_TYPE = /^application\/(?:json|[a-z0-9.-]+\+json)\s*(?:;|$)/i;
const CHARSET = /;\s*charset\s*=\s*"?([^";\s]*)/i;

function isJson(type: string): boolean {
  if (type === 'application/json') return true;
  const charset = CHARSET.exec(type)?.[1]?.toLowerCase() ?? 'utf-8';
  return JSON_TYPE.test(type) && (charset === 'utf-8' || charset === 'utf8');
}

function assertJson({ headers }: IncomingMessage): void {
  const isPlain = (headers['content-encoding'] ?? 'identity') === 'identity';
  if (!isPlain || !isJson(headers['content-type'] ?? '')) {
    throw new HavenError('unsupported-media-type', 'not JSON in UTF-8');
  }
}

/** Who is still writing would not hear the answer if the socket closed at once; who writes on and on is cut off. */
const DISCARD_MS = 2000;

function discard(request: IncomingMessage): void {
  request.resume();
  const timer = setTimeout(() => request.destroy(), DISCARD_MS);
  timer.unref();
  request.once('end', () => clearTimeout(timer));
}

function brokenOff(request: IncomingMessage, cause?: unknown): HavenError {
  return isLate(request)
    ? new HavenError('request-timeout', 'the body did not come in time', { cause })
    : new HavenError('malformed-json', 'the body broke off', { cause });
}

function readBytes(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // Who hung up while it was looked at who called will not be heard of again.
    if (request.destroyed) return reject(brokenOff(request));
    let chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_BODY_BYTES) {
        request.removeAllListeners('data');
        discard(request);
        reject(new HavenError('body-too-large', 'the body is over the limit'));
        return;
      }
      chunks.push(chunk);
    });
    request.on('end', () => {
      // What comes after a caller was told that it is too late is not looked at: nobody would read the answer.
      if (isLate(request)) return reject(brokenOff(request));
      resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks));
      // The request lives on until it is answered.
      chunks = [];
    });
    request.on('error', (cause) => reject(brokenOff(request, cause)));
    request.on('aborted', () => reject(brokenOff(request)));
  });
}

/** The byte order mark, which some senders put before JSON in UTF-8 (RFC 8259 section 8.1 lets us pass over it). */
const MARK = Buffer.from('\uFEFF');

function startsWithMark(bytes: Buffer): boolean {
  return bytes.subarray(0, MARK.length).equals(MARK);
}

function parse(bytes: Buffer): unknown {
  try {
    return parseJson(startsWithMark(bytes) ? bytes.subarray(MARK.length) : bytes);
  } catch {
    // The parser's message quotes the body.
    throw new HavenError('malformed-json', 'not JSON');
  }
}

/**
 * Reads a JSON body of at most {@link MAX_BODY_BYTES}.
 *
 * @throws HavenError `unsupported-media-type`, `body-too-large`, `malformed-json` or `request-timeout`
 */
export async function readJsonBody(request: IncomingMessage): Promise<unknown> {
  assertJson(request);
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) {
    discard(request);
    throw new HavenError('body-too-large', 'the body is over the limit');
  }
  return parse(await readBytes(request));
}
