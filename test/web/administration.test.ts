import { openConsole, type OpenConsole, type Window } from './browser';

let open: OpenConsole;
let window: Window;
beforeAll(async () => {
  open = await openConsole({ config: { webhookAllow: [] } });
});
afterAll(async () => {
  await open.close();
});
afterEach(async () => {
  await window.close();
});

const pages = {
  accounts: '账号',
  'packs?tab=rules': '政策包',
  'packs?tab=clauses': '政策包',
  'packs?tab=routing': '政策包',
  webhooks: '事件推送',
  audit: '审计日志',
  operations: '运行情况',
};

describe('the administration', () => {
  it.each(['desktop', 'phone'] as const)(
    'has a page for each part of it, on a %s',
    async (size) => {
      window = await open.open(size);
      await window.enter('sa');
      for (const [path, heading] of Object.entries(pages)) {
        await window.goTo(`/admin/${path}`);
        await window.page.getByRole('heading', { level: 1, name: heading }).waitFor();
        await window.shoot(`admin-${path.replace('?tab=', '-')}`);
      }
      expect(window.unexpected).toEqual([]);
    },
    120_000,
  );

  it('a webhook is made with a secret that is shown once, tried, and taken away', async () => {
    window = await open.open();
    await window.enter('sa');
    await window.goTo('/admin/webhooks');
    const { page } = window;
    await page.getByRole('button', { name: '新建推送地址' }).click();
    await page.getByLabel('网址').fill('http://example.org/hook');
    await page.locator('.ant-drawer').getByText('演练镇').first().click();
    await page.getByRole('button', { name: /新建$/ }).click();
    await page.getByText('必须以 https:// 开头').first().waitFor();
    await window.shoot('webhook-refused');
    await page.getByLabel('网址').fill('https://example.org/hook');
    await page.getByRole('button', { name: /新建$/ }).click();
    await page.getByText('密钥只显示这一次').waitFor();
    await window.shoot('webhook-secret');
    await page.getByRole('button', { name: '我已记下' }).click();
    await page.getByRole('link', { name: 'https://example.org/hook' }).click();
    await page.getByRole('button', { name: '试推送' }).click();
    await page.getByText('待推送').first().waitFor();
    await window.shoot('webhook-one');
    await page.getByRole('button', { name: '更换密钥' }).click();
    await page.getByRole('button', { name: '更换', exact: true }).click();
    await page.getByRole('button', { name: '我已记下' }).click();
    await page.getByRole('button', { name: '删除', exact: true }).click();
    await page.locator('.ant-modal').getByRole('button', { name: '删除', exact: true }).click();
    await page.getByText('已停用').first().waitFor();
    expect(window.unexpected).toEqual([]);
  }, 90_000);

  it('a reset password is confirmed by a second person', async () => {
    const { personId } = await open.town.as('vgg');
    window = await open.open();
    await window.enter('sa');
    await window.goTo(`/registers/people/${personId}`);
    await window.page.getByRole('button', { name: '重置密码' }).click();
    await window.page.locator('.ant-drawer').getByRole('button', { name: '重置密码' }).click();
    await window.page.getByText('须由第二人').waitFor();
    await window.shoot('account-reset');
    const password = await window.page.locator('.once').innerText();
    await window.close();

    const second = await open.open();
    await second.enter('l1');
    await second.goTo('/admin/accounts');
    await second.shoot('accounts-waiting');
    await second.page.getByRole('button', { name: '确认' }).first().click();
    await second.page.locator('.ant-drawer').getByRole('button', { name: '确认' }).click();
    await second.page.getByText('没有待确认的账号事项').waitFor();
    expect(second.unexpected).toEqual([]);
    await second.close();

    window = await open.open();
    await window.page.goto('/sign-in');
    await window.page.getByLabel('用户名').fill('vgg');
    await window.page.getByLabel('密码', { exact: true }).fill(password);
    await window.page.getByRole('button', { name: '登录' }).click();
    await window.page.getByText('首次登录请先修改密码').waitFor();
    expect(window.unexpected).toEqual([]);
  }, 90_000);

  it('a token is made by its person and revoked', async () => {
    window = await open.open();
    await window.enter('ofc');
    await window.goTo('/me/tokens');
    const { page } = window;
    await page.getByRole('button', { name: '新建令牌' }).click();
    await page.getByLabel('名称').fill('网格平台取数');
    await window.shoot('token-new');
    await page.getByRole('button', { name: /新建$/ }).click();
    await page.getByRole('button', { name: '我已记下' }).click();
    await page.getByText('网格平台取数').waitFor();
    await page.getByRole('button', { name: '作废' }).click();
    await page.locator('.ant-modal').getByRole('button', { name: '作废' }).click();
    await page.getByText('已作废').waitFor();
    await window.shoot('tokens');
    expect(window.unexpected).toEqual([]);
  });
});
