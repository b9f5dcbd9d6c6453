import { parentPort } from 'node:worker_threads';
import { postByTurn } from '../threads/post-by-turn.js';
import type { ThreadAnswer, ThreadRequest } from '../threads/thread-messages.js';
import { verifySignature } from './verify-signature.js';
import type { SignedToken } from './verify-signature.js';

/** The thread that checks signatures. It knows no client and no call: a token and a key come in, whether they fit goes out. */
const port = parentPort;
if (port === null) throw new Error('this runs as a worker thread');

/** So many answers do not wait for the rest: the event loop goes on with these calls while the next signatures are checked. */
const TOGETHER = 16;

const answers = postByTurn<ThreadAnswer>((messages) => port.postMessage(messages), TOGETHER);

function take(request: ThreadRequest<SignedToken>): void {
  switch (request.kind) {
    case 'ask':
      return answers.add({ kind: 'done', id: request.id, output: verifySignature(request.question) });
    case 'close':
      answers.add({ kind: 'closed' });
      answers.flush();
      return port?.close();
  }
}

port.on('message', (requests: readonly ThreadRequest<SignedToken>[]) => requests.forEach(take));
answers.add({ kind: 'ready' });
