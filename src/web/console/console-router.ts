import express, { Router } from 'express';
import type { ErrorRequestHandler, Response } from 'express';
import type { Restraints } from '../../decide/effective-mode.js';
import type { Content } from '../../model/content.js';
import { HavenError } from '../../model/haven-error.js';
import { member } from '../../model/json-value.js';
import type { OverrideChange } from '../../model/mode-override.js';
import { describeStandings } from '../../pipeline/describe-standing.js';
import { MODE_ACTIONS, setMode } from '../../pipeline/set-mode.js';
import type { ModeRequest } from '../../pipeline/set-mode.js';
import { httpErrorOf } from '../shared/answer.js';
import type { CallLog } from '../shared/call-log.js';
import { consolePage } from './console-page.js';
import type { ConsoleView } from './console-page.js';
import { isToken } from '../shared/is-token.js';

/** What the console is made with. */
export interface ConsoleTools {
  readonly content: () => Content;
  readonly restraints: () => Restraints;
  /** records a change for every process, and makes it hold in this one; resolves when it does */
  readonly setOverride: (change: OverrideChange) => Promise<void>;
  /** undefined: nobody may change anything here */
  readonly operatorToken: string | undefined;
  readonly now: () => number;
  /** told of each change, and of each token that was not ours */
  readonly report: (line: OperatorLine) => void;
  readonly fault: CallLog['fault'];
}

/** One line per thing that an operator did here; who and why stands in the ledger. */
interface OperatorLine {
  readonly action: ModeRequest['action'] | 'refused';
  readonly department: string | undefined;
}

/** As everywhere, and forms go nowhere else. */
const POLICY = "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

function requestOf(body: unknown): ModeRequest {
  const text = (name: string): string => {
    const value = member(body, name);
    return typeof value === 'string' ? value : '';
  };
  const action = MODE_ACTIONS.find((known) => known === text('action'));
  if (action === undefined) throw new HavenError('invalid-request', 'action: suspend or resume');
  const department = text('department');
  return {
    action,
    department: department === '' ? undefined : department,
    by: text('by'),
    reason: text('reason'),
  };
}

/** What became of a request: said on the page, with its HTTP status. */
interface Outcome {
  readonly status: number;
  readonly notice: ConsoleView['notice'];
}

function refused(status: number, text: string): Outcome {
  return { status, notice: { isDone: false, text: `Not done: ${text}` } };
}

function failed(error: unknown, fault: CallLog['fault']): Outcome {
  if (error instanceof HavenError && error.code === 'invalid-request')
    return refused(httpErrorOf(error).status, `${error.message}.`);
  fault('an operator’s change could not be made', error);
  return refused(503, 'this cannot be recorded now. Try again, or stop the service.');
}

/** Who knows the token is an operator; nothing is changed for anyone else. */
async function change(body: unknown, tools: ConsoleTools): Promise<Outcome> {
  const { operatorToken, report } = tools;
  if (operatorToken === undefined) return refused(403, 'there is no operators’ token.');
  if (!isToken(member(body, 'token'), operatorToken)) {
    report({ action: 'refused', department: undefined });
    return refused(401, 'that is not the operators’ token.');
  }
  try {
    const request = requestOf(body);
    const { action, department } = request;
    const memory = {
      overrides: async () => tools.restraints().overrides ?? [],
      setOverride: tools.setOverride,
    };
    await setMode(request, tools.content().site, memory, tools.now());
    report({ action, department });
    const what = action === 'suspend' ? 'is suspended' : 'is no longer suspended';
    return {
      status: 200,
      notice: { isDone: true, text: `Done: ${department ?? 'the whole site'} ${what}.` },
    };
  } catch (error) {
    return failed(error, tools.fault);
  }
}

/** Departments that an override names and the site's file does not, or no longer. */
function removedOf({ site }: Content, { overrides = [] }: Restraints): readonly string[] {
  const known = new Set<string | undefined>(site.departments.map(({ id }) => id));
  return overrides.flatMap(({ department }) =>
    department === undefined || known.has(department) ? [] : [department],
  );
}

function send(response: Response, { status, notice }: Outcome, tools: ConsoleTools): void {
  const content = tools.content();
  const restraints = tools.restraints();
  const page = consolePage({
    title: content.site.title,
    revision: content.revision,
    standings: describeStandings(content, restraints, tools.now()),
    removed: removedOf(content, restraints),
    notice,
    isOpen: tools.operatorToken !== undefined,
  });
  response
    .status(status)
    .set({ 'cache-control': 'no-store', 'content-security-policy': POLICY })
    .type('html')
    .send(page);
}

/** The page on which operators suspend and resume. */
export function consoleRouter(tools: ConsoleTools): Router {
  const router = Router();
  router.get('/console', (_request, response) => send(response, { status: 200, notice: undefined }, tools));
  const readForm = express.urlencoded({ extended: false, limit: '8kb' });
  router.post('/console', readForm, async (request, response) =>
    send(response, await change(request.body, tools), tools),
  );
  const onUnreadable: ErrorRequestHandler = (_error, _request, response, _next) =>
    send(response, refused(400, 'the form could not be read.'), tools);
  router.use('/console', onUnreadable);
  return router;
}
