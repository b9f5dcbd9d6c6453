import { inBatches } from './batches.js';
import type { Asked, Name, Store } from './operations.js';

const BATCHES = { underWay: 2, most: 100 } as const;

/**
 * Cards and reports that come in while others are under way go together, as one: a statement for many rows costs little more than
 * one for a single row. Everything else is asked as it comes.
 */
export function batchAppends(ask: Store['ask']): Store['ask'] {
  const append = inBatches(async (lists: readonly Asked['append']['input'][]) => {
    await ask('append', lists.flat());
    return lists.map(() => undefined);
  }, BATCHES);
  const issue = inBatches(async (lists: readonly Asked['issue']['input'][]) => {
    const held = await ask('issue', lists.flat());
    let from = 0;
    return lists.map(({ length }) => held.slice(from, (from += length)));
  }, BATCHES);
  return async <N extends Name>(name: N, input: Asked[N]['input']): Promise<Asked[N]['output']> => {
    if (name === 'append') return append(input as Asked['append']['input']);
    if (name === 'issue') return issue(input as Asked['issue']['input']);
    return ask(name, input);
  };
}
