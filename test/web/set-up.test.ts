import { newSetupToken } from '../../api/setup-token';
import { openConsole, type OpenConsole, type Window } from './browser';

let open: OpenConsole;
let window: Window;
beforeAll(async () => {
  open = await openConsole({ seeded: false });
});
afterAll(async () => {
  await open.close();
});
afterEach(async () => {
  await window.close();
});

const password = (who: string): string => `${who}-Longer-Than-Ten`;

describe('the first set-up', () => {
  it('opens by itself, says what is missing or wrong at its field, and leads to the first sign-in', async () => {
    const token = String(await newSetupToken({ db: open.town.deps.db, door: open.town.record.door }));
    window = await open.open();
    const { page } = window;
    await page.goto('/');
    await page.waitForURL('**/setup');
    await page.getByRole('heading', { name: '首次设置' }).waitFor();
    await page.getByRole('button', { name: '完成设置' }).click();
    await page.getByText('还有必填的内容没有填写').waitFor();
    // Each of them at its own field: token, pack, name of the town; of both people name, user name and password.
    expect(await page.locator('.ant-form-item-explain-error', { hasText: '必填' }).count()).toBe(9);
    expect(await page.locator('.ant-input-status-error, .ant-input-affix-wrapper-status-error').count()).toBe(8);
    await window.shoot('setup-missing');

    await page.getByLabel('初始化令牌').fill(token);
    await page.getByText('白鹤镇').first().click();
    await page.getByLabel('镇名').fill('白鹤镇');
    const [administrator, head] = [page.locator('.setup-section').nth(2), page.locator('.setup-section').nth(3)];
    await administrator.getByLabel('姓名').fill('王管理');
    await administrator.getByLabel('用户名').fill('wang');
    await administrator.getByLabel('密码').fill('123');
    await head.getByLabel('姓名').fill('李主任');
    await head.getByLabel('用户名').fill('li');
    await head.getByLabel('密码').fill(password('head'));
    await page.getByRole('button', { name: '完成设置' }).click();
    await administrator.getByText('密码至少 10 个字符').waitFor();
    await window.shoot('setup-refused');
    await administrator.getByLabel('密码').fill(password('admin'));
    await page.getByRole('button', { name: '完成设置' }).click();
    await page.getByText('设置完成').waitFor();
    await window.shoot('setup-done');

    await page.getByRole('button', { name: '去登录' }).click();
    await page.getByLabel('用户名').fill('li');
    await page.getByLabel('密码', { exact: true }).fill(password('head'));
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByRole('heading', { name: '李主任，您好' }).waitFor();
    await page.goto('/setup');
    await page.waitForURL((url) => url.pathname !== '/setup');
    expect(window.unexpected).toEqual([]);
  });
});
