import { gatherChart } from '../chart/gather-chart.js';
import type { Content } from '../model/content.js';
import type { HookCall } from '../model/hook-call.js';
import type { HeartbeatProblem } from '../watch/alarm.js';
import { heartbeatCall } from '../watch/heartbeat-call.js';
import { evaluateChart } from './evaluate-chart.js';
import type { Evaluated } from './evaluate-chart.js';

/** The line of a hook call without what makes it one: no ledger, no FHIR server, no card that is issued. */
async function evaluate(call: HookCall, content: Content, at: number): Promise<Evaluated> {
  const { input } = await gatherChart(call, content, undefined, at);
  return evaluateChart(call, input, content, at, () => call.hookInstance);
}

/**
 * Sends the two heartbeat patients through the line: gather, fold, assess, decide, compose (response.md 7.1: a rule that no longer
 * fires is the malfunction that is hardest to see).
 *
 * @returns what went wrong; undefined where all is well
 */
export async function beatHeart(content: Content, at: number): Promise<HeartbeatProblem | undefined> {
  const heartbeat = heartbeatCall(content, at);
  if (heartbeat === undefined) return 'no-patient';
  const speaks = await evaluate(heartbeat.speaks, content, at);
  const isMet = speaks.assessment.findings.some(({ cue }) => cue === heartbeat.cue);
  if (!isMet || speaks.cards.length !== 1) return 'silent';
  const quiet = await evaluate(heartbeat.quiet, content, at);
  return quiet.cards.length > 0 || quiet.assessment.findings.length > 0 ? 'unasked' : undefined;
}
