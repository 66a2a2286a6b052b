import { setTimeout as sleep } from 'node:timers/promises';
import { createLogger } from '../../../logger';
import { startLoop } from '../../../worker/loop';

const logger = createLogger({ level: 'error', service: 'test', silent: true });

const looped = (everyMs: number, round: (n: number) => Promise<void>) => {
  let rounds = 0;
  const loop = startLoop({ name: 'test', everyMs, logger, round: () => round((rounds += 1)) });
  return { loop, rounds: () => rounds };
};

describe('a loop', () => {
  it('runs at once and again after its time', async () => {
    const { loop, rounds } = looped(50, () => Promise.resolve());
    await sleep(130);
    await loop.stop();
    expect(rounds()).toBeGreaterThanOrEqual(2);
    expect(rounds()).toBeLessThanOrEqual(4);
  });

  it('runs again at once when it is nudged, even during a round', async () => {
    const { loop, rounds } = looped(60_000, () => sleep(20));
    loop.nudge();
    await sleep(100);
    expect(rounds()).toBe(2);
    loop.nudge();
    await sleep(50);
    await loop.stop();
    expect(rounds()).toBe(3);
  });

  it('goes on after a failure and tells of it meanwhile', async () => {
    const { loop, rounds } = looped(10, (n) => (n === 1 ? Promise.reject(new Error('away')) : Promise.resolve()));
    await sleep(50);
    expect(loop.failingSince()).toBeDefined();
    loop.nudge();
    await sleep(100);
    expect(rounds()).toBe(1);
    await sleep(500);
    expect(rounds()).toBeGreaterThan(1);
    expect(loop.failingSince()).toBeUndefined();
    await loop.stop();
  });

  it('U-1 outlives a round that throws before it has promised anything', async () => {
    const { loop, rounds } = looped(10, (n) => {
      if (n === 1) throw new Error('at once');
      return Promise.resolve();
    });
    await sleep(700);
    expect(rounds()).toBeGreaterThan(1);
    await loop.stop();
  });

  it('lets a running round end when it is stopped', async () => {
    let ended = false;
    const { loop } = looped(10, async () => {
      await sleep(100);
      ended = true;
    });
    await loop.stop();
    expect(ended).toBe(true);
  });
});
