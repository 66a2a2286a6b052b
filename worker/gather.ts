/** A call for one thing that is carried out for many: see {@link gather}. */
export type Gathered<K, R> = (key: K) => Promise<R>;

interface Waiting<K, R> {
  key: K;
  resolve: (answer: R) => void;
  reject: (error: unknown) => void;
}

/**
 * Makes of `many` a call for one: what is asked while a call is running goes together into the next, so that a lonely call
 * waits for nobody and sixteen at once cost two. `many` answers in the order of its keys; when it fails, all in it fail.
 */
export function gather<K, R>(many: (keys: K[]) => Promise<R[]>): Gathered<K, R> {
  let waiting: Waiting<K, R>[] = [];
  let running = false;

  async function runAll(): Promise<void> {
    running = true;
    while (waiting.length > 0) {
      const taken = waiting;
      waiting = [];
      try {
        const answers = await many(taken.map(({ key }) => key));
        for (const [index, { resolve }] of taken.entries()) resolve(answers[index] as R);
      } catch (error) {
        for (const { reject } of taken) reject(error);
      }
    }
    running = false;
  }

  return (key) =>
    new Promise<R>((resolve, reject) => {
      waiting.push({ key, resolve, reject });
      // What is asked in the same turn goes along.
      if (!running) queueMicrotask(() => void (running ? undefined : runAll()));
    });
}
