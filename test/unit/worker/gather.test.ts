import { gather } from '../../../worker/gather';

/** Calls for many that the test answers by hand. */
const byHand = () => {
  const calls: { keys: number[]; answer: () => void; fail: (error: Error) => void }[] = [];
  const ask = gather(
    (keys: number[]) =>
      new Promise<string[]>((resolve, reject) => {
        calls.push({
          keys,
          answer: () => {
            resolve(keys.map((key) => `answer ${key}`));
          },
          fail: reject,
        });
      }),
  );
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return { ask, calls, turn };
};

describe('gathering calls', () => {
  it('sends what is asked in one turn as one call, and gives everybody their own answer', async () => {
    const { ask, calls, turn } = byHand();
    const answers = Promise.all([ask(1), ask(2), ask(3)]);
    await turn();
    expect(calls.map(({ keys }) => keys)).toEqual([[1, 2, 3]]);
    calls[0]?.answer();
    expect(await answers).toEqual(['answer 1', 'answer 2', 'answer 3']);
  });

  it('keeps what is asked during a call for the next one', async () => {
    const { ask, calls, turn } = byHand();
    const first = ask(1);
    await turn();
    const later = Promise.all([ask(2), ask(3)]);
    await turn();
    expect(calls.map(({ keys }) => keys)).toEqual([[1]]);
    calls[0]?.answer();
    await first;
    await turn();
    expect(calls.map(({ keys }) => keys)).toEqual([[1], [2, 3]]);
    calls[1]?.answer();
    expect(await later).toEqual(['answer 2', 'answer 3']);
  });

  it('fails everybody in a call that failed, and goes on', async () => {
    const { ask, calls, turn } = byHand();
    const failing = Promise.allSettled([ask(1), ask(2)]);
    await turn();
    calls[0]?.fail(new Error('away'));
    expect((await failing).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const next = ask(3);
    await turn();
    calls[1]?.answer();
    expect(await next).toBe('answer 3');
  });
});
