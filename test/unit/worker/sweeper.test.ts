import { createLogger } from '../../../logger';
import { startSweeper } from '../../../worker/sweeper';

type Page = { settled: number; more: boolean };

/** A sweeper whose pages the test hands out. */
const open = () => {
  const pages: ((page: Page) => void)[] = [];
  const door = { settlePage: () => new Promise<Page>((resolve) => pages.push(resolve)) };
  const logger = createLogger({ level: 'error', service: 'test' });
  const sweeper = startSweeper({ door, isHeld: () => false, onSettled: () => undefined, logger });
  const hand = async (page: Page): Promise<void> => {
    pages.shift()?.(page);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { sweeper, hand };
};

describe('sweeping', () => {
  it('is a storm from the second full page on, until a page is not full', async () => {
    const { sweeper, hand } = open();
    expect(sweeper.isStorming()).toBe(false);
    await hand({ settled: 100, more: true });
    expect(sweeper.isStorming()).toBe(true);
    await hand({ settled: 100, more: true });
    expect(sweeper.isStorming()).toBe(true);
    await hand({ settled: 3, more: false });
    expect(sweeper.isStorming()).toBe(false);
    await sweeper.stop();
  });

  it('lets workflows that want to settle wait for the end of the storm', async () => {
    const { sweeper, hand } = open();
    await sweeper.calm();
    await hand({ settled: 100, more: true });
    const waited: string[] = [];
    const waiting = sweeper.calm().then(() => waited.push('calm'));
    await hand({ settled: 100, more: true });
    expect(waited).toEqual([]);
    await hand({ settled: 0, more: false });
    await waiting;
    expect(waited).toEqual(['calm']);
    await sweeper.stop();
  });
});
