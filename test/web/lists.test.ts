import { readFileSync } from 'node:fs';
import { assignCase, reportCase } from '../support/open-town';
import { atLast } from './at-last';
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
    await window.enter('ofc');
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

describe('a bulk act', () => {
  const titles = (size: string): string[] => ['甲', '乙', '丙'].map((name) => `${size} 线索${name}`);

  it.each(['desktop', 'phone'] as const)(
    'answers for each row, and keeps marked what was refused, on a %s',
    async (size) => {
      const { town } = open;
      const ids: string[] = [];
      for (const title of titles(size)) ids.push(await reportCase(town, 'vgg', { foundAt, title }));
      window = await open.open(size);
      const { page } = window;
      await window.enter('ofc');
      await window.goTo(`/cases?q=${size}`);
      for (const title of titles(size)) await page.getByLabel(`选中：${title}`).press('Space');
      await page.getByText('已选 3 件').waitFor();
      await window.shoot('bulk-marked');
      await page.getByRole('button', { name: '成批办理' }).press('Enter');
      await page.getByRole('button', { name: '核实线索（3 件）' }).waitFor();
      await window.shoot('bulk-commands');
      await page.getByRole('button', { name: '核实线索（3 件）' }).click();
      await page.getByLabel('核实情况').fill('材料属实');
      await window.shoot('bulk-form');
      // Somebody is faster with one of them.
      await (await town.as('ofd')).command(ids[1] ?? '', 'verify', { method: 'documents', finding: '材料属实' });
      await page.getByRole('button', { name: '核实线索 3 件' }).click();
      await page.getByText('已办理 2 件，1 件未办，仍为选中').waitFor();
      const refused = page.getByRole('listitem').filter({ hasText: '✗ 未办' });
      await atLast(async () => {
        expect(await refused.count()).toBe(1);
        expect(await refused.innerText()).toContain(`${size} 线索乙`);
        expect(await refused.locator('.muted').innerText()).not.toBe('');
      });
      await window.shoot('bulk-outcomes');
      await page.getByRole('button', { name: '完成' }).click();
      await page.getByText('已选 1 件').waitFor();
      await atLast(async () => {
        expect(await page.getByLabel(`选中：${size} 线索乙`).isChecked()).toBe(true);
      });
      expect(window.unexpected).toEqual([]);
    },
  );
});

describe('the table of a list', () => {
  it('has the rows and the columns that are shown, and no other', async () => {
    for (const title of ['表格甲', '表格乙']) await reportCase(open.town, 'vgg', { foundAt, title });
    window = await open.open();
    const { page } = window;
    await window.enter('ofc');
    await window.goTo('/cases?q=表格&sort=openedAt&cols=hazard,status');
    const shown = await page.locator('.hazard-title').allInnerTexts();
    expect(shown).toEqual(['表格甲', '表格乙']);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '下载表格' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('隐患清单.csv');
    const lines = readFileSync(await download.path(), 'utf8')
      .slice(1)
      .trimEnd()
      .split('\r\n');
    expect(lines).toEqual(['标题,上账编号,轮次,标记,状态', '表格甲,,1,,线索', '表格乙,,1,,线索']);
    expect(window.unexpected).toEqual([]);
  });

  it.each(['/worklist', '/worklist?tab=all', '/escalations'])('can be had of %s', async (path) => {
    window = await open.open();
    const { page } = window;
    await window.enter('ofc');
    await window.goTo(path);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '下载表格' }).click(),
    ]);
    const [header = '', ...rows] = readFileSync(await download.path(), 'utf8')
      .trimEnd()
      .split('\r\n');
    expect(header.split(',').length).toBeGreaterThan(4);
    expect(rows).toHaveLength(await page.locator('.ant-table-row').count());
  });
});
