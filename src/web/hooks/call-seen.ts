import type { CallSeen } from '../../meter/meter.js';
import type { Content } from '../../model/content.js';
import { outcomeOf } from '../../model/decision.js';
import type { HookCall } from '../../model/hook-call.js';
import { SOURCES } from '../../model/source.js';
import type { HookAnswer } from '../../pipeline/handle-hook.js';

const NONE: CallSeen['unread'] = [];

function unreadOf(sources: HookAnswer['sources']): CallSeen['unread'] {
  if (sources === undefined) return NONE;
  return SOURCES.flatMap((source): CallSeen['unread'] => {
    const { kind } = sources[source];
    return kind === 'known' ? NONE : [[source, kind]];
  });
}

/** What operators may know of an answered call. */
export function callSeen(call: HookCall, answer: HookAnswer, content: Pick<Content, 'revision'>): CallSeen {
  return {
    service: call.service,
    hook: call.behaviour,
    revision: content.revision,
    outcome: outcomeOf(answer.decision),
    tier: answer.assessment?.tier,
    department: answer.department,
    missing: answer.missing,
    unread: unreadOf(answer.sources),
  };
}
