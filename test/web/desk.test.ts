import { assignCase, reportCase } from '../support/open-town';
import { atLast } from './at-last';
import { openConsole, type OpenConsole, type Window } from './browser';
import { awaitingRecheck, rectifyingCase } from './life';

let open: OpenConsole;
let window: Window;
beforeAll(async () => {
  open = await openConsole();
  const { town } = open;
  await awaitingRecheck(town, { title: '沿街商铺二楼违规住人，仅一部疏散楼梯且被杂物堵塞' });
  await rectifyingCase(town, { title: '梅桥村三组出租屋电线私拉乱接' });
  await assignCase(town, await reportCase(town, 'vgg', { title: '充电棚顶棚为可燃泡沫夹芯板' }));
  const back = await reportCase(town, 'vgg', { title: '仓库消防通道再次被货物占用' });
  await assignCase(town, back);
  await town.database.sources.write.query('UPDATE case_row SET cycle = 2 WHERE case_id = ?', [back]);
  await reportCase(town);
});
afterAll(async () => {
  await open.close();
});
afterEach(async () => {
  await window.close();
});

describe('the desk', () => {
  it('shows how things stand, as a picture and as numbers, each of which opens its list', async () => {
    for (const size of ['phone', 'desktop'] as const) {
      window = await open.open(size);
      const { page } = window;
      await window.enter('l1');
      await window.goTo('/desk');
      await page.getByRole('heading', { name: '今后十个工作日到期' }).waitFor();
      await page.locator('.chart canvas').waitFor();
      await window.shoot('desk');
      expect(window.unexpected).toEqual([]);
      if (size === 'phone') await window.close();
    }
    const { page } = window;
    const stock = page.getByRole('link', { name: /^在册/ });
    await atLast(async () => {
      expect(await stock.innerText()).toMatch(/5$/);
    });
    expect(await page.getByText(/^截至 \d{4}-/).count()).toBe(1);
    // One is a lead: its rows say so, and the breakdowns sum up to the stock.
    for (const name of [/^未交办/, /^未定级/]) {
      const row = page.getByRole('row', { name });
      expect(await row.innerText()).toMatch(/1$/);
      expect(await row.getByRole('link').count()).toBe(0);
    }
    const unit = page.getByRole('row', { name: /梅桥村/ }).getByRole('link');
    const held = Number(await unit.innerText());
    expect(held).toBe(4);
    await unit.click();
    await page.waitForURL('**/cases?**');
    await page.getByText(`共 ${held} 件`).waitFor();
    await page.getByText('已显示 4 条').waitFor();
    await page.goBack();
    await page.getByRole('link', { name: /^回潮/ }).click();
    await page.getByText('共 1 件').waitFor();
    await page.getByText('仓库消防通道再次被货物占用').waitFor();
    await window.shoot('cases-of-desk');
    expect(window.unexpected).toEqual([]);
  });
});

describe('the start page', () => {
  it('shows an officer what is due and what came back, and a leader what waits for him', async () => {
    const ldc = await open.town.as('ldc');
    const { body } = await ldc.get('/api/v1/cases?status=rectifying');
    const caseId = String((body as { items: { caseId: string }[] }).items[0]?.caseId);
    const asked = await ldc.command(caseId, 'propose', {
      act: 'extend',
      reason: '配件到货延迟',
      newDueOn: '2027-01-15',
      measures: '停用充电桩，专人看守',
    });
    expect(asked.text).toContain('proposal');
    for (const [who, size] of [
      ['ofc', 'desktop'],
      ['ofc', 'phone'],
      ['ldd', 'desktop'],
      ['l2', 'desktop'],
    ] as const) {
      window = await open.open(size);
      await window.signIn(who);
      expect(new URL(window.page.url()).pathname).toBe('/');
      await window.page.getByRole('heading', { name: '您好' }).waitFor();
      await window.shoot(`start-${who}`);
      expect(window.unexpected).toEqual([]);
      if (who !== 'l2') await window.close();
    }
  });

  it('says what to do to who has nothing to do', async () => {
    window = await open.open();
    await window.signIn('rp');
    await window.page.getByText('现在没有等您办理的事项').waitFor();
    await window.page.getByRole('link', { name: /自己能查看的隐患/ }).waitFor();
    await window.shoot('start-rp');
    expect(window.unexpected).toEqual([]);
  });
});
