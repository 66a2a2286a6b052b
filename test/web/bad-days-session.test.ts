import { reportCase } from '../support/open-town';
import { atLast } from './at-last';
import { openConsole, type OpenConsole, type Window } from './browser';
import { begin, drawer } from './hands';

jest.setTimeout(120_000);

let open: OpenConsole;
let window: Window;
beforeAll(async () => {
  open = await openConsole();
});
afterAll(async () => {
  await open.close();
});
afterEach(async () => {
  await window.close();
});

const typesOf = async (caseId: string): Promise<string[]> => {
  const { body } = await (await open.town.as('ofc')).get(`/api/v1/cases/${caseId}/events`);
  return (body as { items: { type: string }[] }).items.map(({ type }) => type);
};

const enterAgain = async ({ page }: Window, username: string): Promise<void> => {
  const dialog = page.getByRole('dialog', { name: '登录已过期，请重新登录' });
  await dialog.waitFor();
  await dialog.getByLabel('用户名').fill(username);
  await dialog.getByLabel('密码', { exact: true }).fill(`drill-${username}`);
  await dialog.getByRole('button', { name: '登录' }).click();
};

describe('a session that ends inside a form', () => {
  it('is begun again in place: the input is still there, and is sent once', async () => {
    const caseId = await reportCase(open.town, 'vgg', { title: '会话过期的隐患' });
    window = await open.open();
    const { page } = window;
    await window.enter('ofc');
    await window.goTo(`/cases/${caseId}`);
    const form = await begin(page, '核实线索');
    await form.getByLabel('核实情况').fill('现场核实：通道被占用。');
    await page.context().clearCookies();
    await form.getByRole('button', { name: '核实线索', exact: true }).click();
    await page.getByRole('dialog', { name: '登录已过期，请重新登录' }).waitFor();
    await window.shoot('session-ended');
    await enterAgain(window, 'ofc');
    await page.getByRole('dialog', { name: '登录已过期，请重新登录' }).waitFor({ state: 'hidden' });
    await atLast(async () => {
      expect(await form.getByLabel('核实情况').inputValue()).toBe('现场核实：通道被占用。');
    });
    expect(await typesOf(caseId)).toEqual(['reported']);
    await form.getByRole('button', { name: '核实线索', exact: true }).click();
    await page.getByText('已办理：核实线索').waitFor();
    expect(await typesOf(caseId)).toEqual(['reported', 'verified']);
    expect(window.unexpected).toEqual([]);
  });

  it('leaves to somebody else who signs in nothing of what was filled in', async () => {
    const caseId = await reportCase(open.town, 'vgg', { title: '换人登录的隐患' });
    window = await open.open();
    const { page } = window;
    await window.enter('ofc');
    await window.goTo(`/cases/${caseId}`);
    const form = await begin(page, '添加记录');
    await form.getByRole('textbox').fill('只有经办知道的话');
    await page.context().clearCookies();
    await form.getByRole('button', { name: '添加记录', exact: true }).click();
    await enterAgain(window, 'ofd');
    await page.getByRole('heading', { name: '专班主任丁，您好' }).waitFor();
    await window.goTo(`/cases/${caseId}`);
    const other = await begin(page, '添加记录');
    await atLast(async () => {
      expect(await other.getByRole('textbox').inputValue()).toBe('');
    });
    expect(window.unexpected).toEqual([]);
  });
});

describe('the way back', () => {
  it('closes a form and leaves the page; what was filled in is there when it is opened again', async () => {
    const caseId = await reportCase(open.town, 'vgg', { title: '按返回键的隐患' });
    window = await open.open('phone');
    const { page } = window;
    await window.enter('ofc');
    await window.goTo(`/cases/${caseId}`);
    const form = await begin(page, '核实线索');
    await form.getByLabel('核实情况').fill('写到一半');
    // The form has its own place in the history by now, however slow the machine is.
    await page.waitForFunction('history.state?.usr?.over !== undefined');
    await page.goBack();
    await drawer(page).waitFor({ state: 'hidden' });
    expect(new URL(page.url()).pathname).toBe(`/cases/${caseId}`);
    const again = await begin(page, '核实线索');
    await again.getByText('已恢复上次没有提交的内容').waitFor();
    await atLast(async () => {
      expect(await again.getByLabel('核实情况').inputValue()).toBe('写到一半');
    });
    await again.getByRole('button', { name: '核实线索', exact: true }).click();
    await page.getByText('已办理：核实线索').waitFor();
    await drawer(page).waitFor({ state: 'hidden' });
    expect(new URL(page.url()).pathname).toBe(`/cases/${caseId}`);
    expect(window.unexpected).toEqual([]);
  });

  it('two tabs have each their own draft, and the second is told that the first was faster', async () => {
    const caseId = await reportCase(open.town, 'vgg', { title: '两个标签页的隐患' });
    window = await open.open();
    const { page } = window;
    await window.enter('ofc');
    await window.goTo(`/cases/${caseId}`);
    const first = await begin(page, '核实线索');
    await first.getByLabel('核实情况').fill('第一页写的');
    const second = await page.context().newPage();
    await second.goto(`/cases/${caseId}`);
    const form = await begin(second, '核实线索');
    await form.getByLabel('核实情况').fill('第二页写的');
    await first.getByRole('button', { name: '核实线索', exact: true }).click();
    await page.getByText('已办理：核实线索').waitFor();
    await form.getByRole('button', { name: '核实线索', exact: true }).click();
    await form.getByText('内容已有变化').waitFor();
    await form.getByText('核实属实、上账').waitFor();
    await atLast(async () => {
      expect(await form.getByLabel('核实情况').inputValue()).toBe('第二页写的');
    });
    expect(await typesOf(caseId)).toEqual(['reported', 'verified']);
    expect(window.unexpected).toEqual([]);
  });
});
