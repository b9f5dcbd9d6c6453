/** Takes single things, and gives them on in lists: whatever comes in while earlier lists are under way goes together. */
export type Batches<In, Out> = (item: In) => Promise<Out>;

interface Waiting<In, Out> {
  readonly item: In;
  readonly resolve: (output: Out) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * @param run takes a list and answers it in order; a list that fails, fails for each of its things
 * @param underWay how many lists there may be at a time
 * @param most how many things a list may have
 */
export function inBatches<In, Out>(
  run: (items: readonly In[]) => Promise<readonly Out[]>,
  { underWay, most }: { readonly underWay: number; readonly most: number },
): Batches<In, Out> {
  let waiting: Waiting<In, Out>[] = [];
  let running = 0;
  const send = async (batch: readonly Waiting<In, Out>[]): Promise<void> => {
    try {
      const outputs = await run(batch.map(({ item }) => item));
      for (const [index, { resolve, reject }] of batch.entries()) {
        const output = outputs[index];
        if (index < outputs.length) resolve(output as Out);
        else reject(new RangeError('a list was answered in part'));
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  };
  const next = (): void => {
    while (running < underWay && waiting.length > 0) {
      const batch = waiting.slice(0, most);
      waiting = waiting.slice(most);
      running += 1;
      void send(batch).finally(() => {
        running -= 1;
        next();
      });
    }
  };
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      // Whatever comes in on this turn of the event loop goes together.
      if (waiting.length === 1) setImmediate(next);
    });
}
