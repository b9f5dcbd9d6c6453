import { constants, getPriority, setPriority } from 'node:os';
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

/** So much nicer than the rest of the process: a tenth of a core that the event loop wants too, all of one that nobody wants. */
const NICE = 10;

/**
 * Where the event loop shares its core with this thread, what is left of calls that are under way goes before the next signature.
 * Linux alone has priorities of threads; elsewhere this would be the whole process's. Where it is refused both are alike.
 */
function giveWay(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(0, Math.min(getPriority(0) + NICE, constants.priority.PRIORITY_LOW));
  } catch {
    // It only makes calls wait a little longer.
  }
}

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

giveWay();
port.on('message', (requests: readonly ThreadRequest<SignedToken>[]) => requests.forEach(take));
answers.add({ kind: 'ready' });
