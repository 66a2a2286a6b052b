import { reportCase } from '../support/open-town';
import { openConsole, type OpenConsole, type Window } from './browser';
import { begin } from './hands';
import { tellOpenPages } from './life';

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

describe('a server that is started again while a page is open', () => {
  it('finds the page as it was: what is sent meanwhile is kept, and what happens afterwards appears by itself', async () => {
    const caseId = await reportCase(open.town, 'vgg', { title: '重启期间的隐患' });
    window = await open.open();
    const { page } = window;
    await window.enter('ofc');
    await window.goTo(`/cases/${caseId}`);
    const form = await begin(page, '添加记录');
    await form.getByRole('textbox').fill('已电话联系店主。');
    const comeBack = await open.goAway();
    await form.getByRole('button', { name: '添加记录', exact: true }).click();
    await form.getByText('连接不上服务器，所填内容已保留').waitFor();
    await comeBack();
    await form.getByRole('button', { name: '添加记录', exact: true }).click();
    await page.getByText('已办理：添加记录').waitFor();

    // The connection that tells of changes is there again.
    await (await open.town.as('vgm')).command(caseId, 'add-note', { text: '村里已派人看过现场。' });
    await tellOpenPages(open.town);
    await page.getByText('村里已派人看过现场。').waitFor({ timeout: 45_000 });
    expect(window.unexpected.filter((one) => !/ERR_CONNECTION|ERR_INCOMPLETE|ERR_EMPTY|ERR_SOCKET/.test(one))).toEqual(
      [],
    );
  });
});
