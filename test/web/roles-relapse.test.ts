import { atLast } from './at-last';
import { openConsole, type OpenConsole, type Window } from './browser';
import { addPhoto, begin, send } from './hands';
import { closedCase } from './life';

jest.setTimeout(120_000);

let open: OpenConsole;
let window: Window;
const title = '沿街商铺二楼违规住人';
beforeAll(async () => {
  open = await openConsole();
});
afterAll(async () => {
  await open.close();
});
afterEach(async () => {
  await window.close();
});

const inClosedList = async ({ page, goTo }: Window): Promise<number> => {
  await goTo('/cases?status=watching,archived');
  await page.getByText(/^共 \d+ 件/).waitFor();
  return page.getByRole('link', { name: title }).count();
};

describe('a hazard that comes back after it was closed', () => {
  it('is proposed by who saw it, confirmed by the office, and is a second rectification, off the closed list', async () => {
    const caseId = await closedCase(open.town, { title });
    window = await open.open();
    await window.signIn('vgg');
    await atLast(async () => {
      expect(await inClosedList(window)).toBe(1);
    });
    await window.page.getByRole('link', { name: title }).click();
    await window.page.locator('.case-head').getByText('回头看', { exact: true }).waitFor();
    const form = await begin(window.page, '提请认定回潮');
    await form.getByLabel('理由', { exact: true }).fill('回访时发现二楼又有人居住，楼梯再次堆放杂物。');
    await addPhoto(window.page, 41);
    await window.shoot('relapse-proposed');
    await send(window.page, '提请认定回潮');
    expect(window.unexpected).toEqual([]);
    await window.close();

    window = await open.open();
    const { page } = window;
    await window.enter('ofd');
    await window.goTo('/approvals');
    await page.getByText('认定回潮').first().waitFor();
    await window.shoot('relapse-approval');
    await page.locator('.phrases button', { hasText: '情况属实，认定回潮' }).first().click();
    await page.getByRole('button', { name: /^提交/ }).click();
    await page
      .getByText(/已办理|已审批/)
      .first()
      .waitFor();
    await window.goTo(`/cases/${caseId}`);
    await page.locator('.case-head').getByText('第 2 次整改').waitFor();
    await page.locator('.case-head').getByText('回潮').waitFor();
    // What is of the first rectification says so; what brought the second is of it, too.
    await page.locator('.papers').getByText('第 1 次整改').waitFor();
    await page.locator('.evidence').getByText('第 1 次整改').first().waitFor();
    const brought = page.locator('.evidence', { hasText: '提请审批' });
    expect([await brought.count(), await brought.getByText('第 1 次整改').count()]).toEqual([1, 0]);
    await window.shoot('relapse-second-cycle');
    await atLast(async () => {
      expect(await inClosedList(window)).toBe(0);
    });
    expect(window.unexpected).toEqual([]);
  });
});
