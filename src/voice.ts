import type { Logger } from 'pino';
import type { Ledger } from './ledger/ledger.js';
import type { Content } from './model/content.js';
import { faultLog, reportBudget, reportStanding } from './operator-log.js';
import { describeStandings } from './pipeline/describe-standing.js';
import { followRestraints } from './pipeline/follow-restraints.js';
import { followStandings } from './pipeline/follow-standings.js';
import type { WebTools } from './web/web-server.js';

/** When a running service may speak, who can silence it, and how to end following that. */
export interface Voice {
  readonly web: Pick<WebTools, 'restraints' | 'problems' | 'console'>;
  readonly stop: () => void;
}

/** What it is made with. */
export interface VoiceTools {
  readonly content: () => Content;
  readonly ledger: Ledger;
  readonly operatorToken: string | undefined;
  readonly now: () => number;
  readonly log: Logger;
}

/** Follows operators, budgets and the gate of a service, and tells the log and the audit of every change. */
export async function followVoice(tools: VoiceTools): Promise<Voice> {
  const { content, ledger, operatorToken, now, log } = tools;
  const restraints = await followRestraints({
    content,
    ledger,
    now,
    fault: faultLog(log),
    overBudget: (department, isOver) => reportBudget(department, isOver, log),
  });
  const stopTelling = followStandings(
    () => describeStandings(content(), restraints.current(), now()),
    (change) => reportStanding(change, { ledger, log, now }),
  );
  return {
    web: {
      restraints: restraints.current,
      problems: restraints.problems,
      console: {
        operatorToken,
        setOverride: restraints.setOverride,
        report: (line) => log.warn({ event: 'operator', ...line }, 'an operator used the console'),
      },
    },
    stop: () => {
      stopTelling();
      restraints.stop();
    },
  };
}
