/** Too many wait already. */
export class LaneFull extends Error {
  constructor() {
    super('too many wait for this lane');
    this.name = 'LaneFull';
  }
}

export interface Lane {
  /** Runs `work` when one of the places is free. @throws LaneFull at once where too many wait */
  run<T>(work: () => Promise<T>): Promise<T>;
}

/** Lets at most `places` works run at once and at most `queue` wait, first come first served. */
export const createLane = ({ places, queue }: { places: number; queue: number }): Lane => {
  const waiting: (() => void)[] = [];
  let running = 0;
  const enter = async (): Promise<void> => {
    if (running < places) {
      running += 1;
      return;
    }
    if (waiting.length >= queue) throw new LaneFull();
    // Who leaves hands the place on, so `running` stays.
    await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  };
  return {
    async run(work) {
      await enter();
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
};
