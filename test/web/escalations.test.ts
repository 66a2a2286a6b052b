import { gradeCase, reportCase } from '../support/open-town';
import { tellOpenPages } from './life';
import { openConsole, type OpenConsole, type Window } from './browser';

let open: OpenConsole;
let window: Window;
let caseId: string;

beforeAll(async () => {
  open = await openConsole();
  caseId = await reportCase(open.town, 'vgg', { title: '梅桥村充电棚无灭火器' });
  await gradeCase(open.town, caseId);
});
afterAll(async () => {
  await open.close();
});
afterEach(async () => {
  await window.close();
});

describe('an escalation', () => {
  it('appears while the list is open, without anybody touching it', async () => {
    window = await open.open();
    const { page } = window;
    await window.enter('ofc');
    await window.goTo('/escalations');
    await page.getByText('没有督办、约谈或通报').waitFor();
    await window.shoot('escalations-empty');
    const body = {
      act: 'supervise',
      addressee: { subjectId: 'drill-company' },
      caseIds: [caseId],
      reason: '多次催办未回复。',
    };
    const opened = await (await open.town.as('ldd')).post('/api/v1/escalations', body);
    expect(opened.status).toBe(201);
    await tellOpenPages(open.town);
    await page.getByRole('link', { name: '督办：白鹤梅桥物业服务有限公司' }).waitFor();
    await window.shoot('escalations');
    await page.getByRole('link', { name: '督办：白鹤梅桥物业服务有限公司' }).click();
    await page.getByRole('link', { name: '梅桥村充电棚无灭火器' }).waitFor();
    await page.getByRole('button', { name: /项不能办理/ }).click();
    await window.shoot('escalation');
    expect(window.unexpected).toEqual([]);
  });

  it('is found by whom it speaks to and by when something is due, in the address and by names', async () => {
    window = await open.open();
    const { page } = window;
    await window.enter('ofc');
    await window.goTo('/escalations');
    await page.getByLabel('对象责任主体').fill('物业');
    await page.locator('.ant-select-item-option:visible', { hasText: '白鹤梅桥物业' }).click();
    await page.waitForURL(/subjectId=drill-company/);
    await page.getByRole('link', { name: '督办：白鹤梅桥物业服务有限公司' }).waitFor();
    await page.getByLabel('到期', { exact: true }).click();
    await page.locator('.ant-select-item-option:visible', { hasText: '已逾期' }).click();
    await page.waitForURL(/due=overdue/);
    await page.getByText('没有符合筛选条件的记录').waitFor();
    expect(await page.getByText('没有督办、约谈或通报').count()).toBe(0);
    await page.reload();
    await page.locator('.filters .ant-select', { hasText: '白鹤梅桥物业服务有限公司' }).waitFor();
    await window.shoot('escalations-narrowed');
    await page.locator('.ant-empty').getByRole('button', { name: '清除筛选' }).click();
    await page.getByRole('link', { name: '督办：白鹤梅桥物业服务有限公司' }).waitFor();
    expect(window.unexpected).toEqual([]);
  });

  it('is proposed by hand, with names alone', async () => {
    window = await open.open();
    const { page } = window;
    await window.enter('ofc');
    await window.goTo('/escalations');
    await page.getByRole('button', { name: '提请督办、约谈、通报' }).click();
    await page.getByRole('radio', { name: '约谈' }).check();
    await page.getByLabel('责任主体', { exact: true }).last().fill('物业');
    await page.locator('.ant-select-item-option:visible', { hasText: '白鹤梅桥物业' }).click();
    await page.locator('.ant-select-content', { hasText: '白鹤梅桥物业服务有限公司' }).waitFor();
    await page.getByLabel('所涉隐患').fill('充电棚');
    await page.locator('.ant-select-item-option:visible', { hasText: '梅桥村充电棚无灭火器' }).click();
    await page.getByLabel('提请理由').fill('督办后仍未整改。');
    await page.getByRole('button', { name: '预览办理结果' }).click();
    await page.getByText('办理后：').waitFor();
    await window.shoot('escalation-opening');
    await page.getByRole('dialog').getByRole('button', { name: /提请$/ }).click();
    await page.getByRole('heading', { name: '约谈：白鹤梅桥物业服务有限公司' }).waitFor();
    expect(window.unexpected).toEqual([]);
  });

  it('is not offered to propose to who never may', async () => {
    for (const [who, times] of [
      ['vgg', 0],
      ['ldc', 1],
    ] as const) {
      window = await open.open('phone');
      await window.enter(who);
      await window.goTo('/escalations');
      await window.page.getByRole('button', { name: '刷新' }).waitFor();
      expect([who, await window.page.getByRole('button', { name: '提请督办、约谈、通报' }).count()]).toEqual([
        who,
        times,
      ]);
      expect(window.unexpected).toEqual([]);
      if (times === 0) await window.close();
    }
  });

  it('is read on a phone by whom it speaks to', async () => {
    window = await open.open('phone');
    const { page } = window;
    await window.enter('enm');
    await window.goTo('/escalations');
    await window.shoot('escalations');
    await page.locator('.hazard-title').first().click();
    await page.getByRole('heading', { name: '办理记录' }).waitFor();
    await window.shoot('escalation');
    expect(window.unexpected).toEqual([]);
  });
});
