import { assignCase, reportCase } from '../support/open-town';
import { openConsole, type OpenConsole, type Window } from './browser';

// A browser on a busy machine takes its time.
jest.setTimeout(120_000);

/** A Wednesday, 10:00 in the town. */
const now = '2026-11-25T02:00:00.000Z';
const foundAt = '2026-11-25T01:00:00.000Z';

let open: OpenConsole;
let window: Window;
beforeAll(async () => {
  open = await openConsole({ now: () => now });
  const { town } = open;
  await assignCase(town, await reportCase(town, 'vgg', { foundAt, title: '梅桥村充电棚无灭火器' }));
}, 120_000);
afterAll(async () => {
  await open.close();
});
afterEach(async () => {
  await window.close();
});

describe('a list', () => {
  it.each(['desktop', 'phone'] as const)('says what a clock does next, when and to whom, on a %s', async (size) => {
    window = await open.open(size);
    const { page } = window;
    await window.signIn('ofc');
    for (const path of ['/worklist', '/cases']) {
      await window.goTo(path);
      // The village has until tomorrow evening to sign for it; at midnight it is reminded.
      const row = page.locator('.ant-table-row, .card', { hasText: '梅桥村充电棚无灭火器' });
      await row.getByText('后天 00:00 → 提醒 梅桥村').waitFor();
      await window.shoot(`next-step${path.replace('/', '-')}`);
    }
    expect(window.unexpected).toEqual([]);
  });
});
