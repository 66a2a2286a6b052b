import { createLogger } from '../../../logger';
import { createMeter } from '../../../telemetry/meter';
import { startRetention } from '../../../worker/retention';

const logger = createLogger({ level: 'error', service: 'test', silent: true });
const kept = { outbox: 7, answers: 7, read: 180, unread: 730, delivered: 30, failed: 90 };

const soon = async (isDone: () => boolean): Promise<void> => {
  for (let count = 0; count < 500 && !isDone(); count += 1) await new Promise((resolve) => setTimeout(resolve, 10));
};

describe('forgetting what nobody needs', () => {
  it('goes page by page until one is not full, and counts what went', async () => {
    const meter = createMeter({ ofProcess: false });
    let pages = 0;
    const forgetPage = () => {
      pages += 1;
      return Promise.resolve({ forgotten: { outbox: 500, answers: 0, messages: 3 }, more: pages < 2 });
    };
    const loop = startRetention({ door: { forgetPage }, kept, isSettling: () => false, meter, logger });
    await soon(() => pages === 2);
    await loop.stop();
    expect(pages).toBe(2);
    const counted = (await meter.forgotten.get()).values.map(({ labels, value }) => [labels['of'], value]);
    expect(counted).toEqual([
      ['outbox', 1_000],
      ['answers', 0],
      ['messages', 6],
    ]);
  });

  it('waits while deadlines are settled, and ends at once when it is stopped', async () => {
    let asked = 0;
    let pages = 0;
    const forgetPage = () => {
      pages += 1;
      return Promise.resolve({ forgotten: { outbox: 0, answers: 0, messages: 0 }, more: false });
    };
    const isSettling = (): boolean => {
      asked += 1;
      return true;
    };
    const meter = createMeter({ ofProcess: false });
    const loop = startRetention({ door: { forgetPage }, kept, isSettling, meter, logger });
    await soon(() => asked > 0);
    await loop.stop();
    expect(pages).toBe(0);
  });
});
