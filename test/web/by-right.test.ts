import { reportCase } from '../support/open-town';
import { atLast } from './at-last';
import { openConsole, type OpenConsole, type Window } from './browser';

jest.setTimeout(120_000);

let open: OpenConsole;
let window: Window;
let caseId: string;
beforeAll(async () => {
  open = await openConsole();
  caseId = await reportCase(open.town, 'vgg');
});
afterAll(async () => {
  await open.close();
});
afterEach(async () => {
  await window.close();
});

const EVERYBODY = ['首页', '上报', '隐患', '工作台', '消息'];
const REGISTERS = ['单位', '人员', '责任主体', '点位', '政策包'];

/** The menu of somebody, beside what everybody has. */
const menus: readonly (readonly [string, readonly string[]])[] = [
  ['rp', []],
  ['ens', ['待办', '督办约谈通报']],
  ['ow', ['待办', '督办约谈通报']],
  ['ex', REGISTERS],
  ['vgg', ['待办', '审批', '督办约谈通报', ...REGISTERS]],
  ['l2', ['待办', '审批', '督办约谈通报', ...REGISTERS]],
];

describe('the menu', () => {
  it.each(menus)('leads %s to nothing that is never his to use', async (who, own) => {
    window = await open.open();
    await window.enter(who);
    await window.goTo('/');
    const entries = window.page.getByRole('navigation', { name: '主菜单' }).getByRole('link');
    await atLast(async () => {
      // A count beside a name is no part of it.
      const shown = (await entries.allInnerTexts()).map((text) => text.replaceAll(/[\s\d]/g, ''));
      expect(shown.toSorted()).toEqual([...EVERYBODY, ...own].toSorted());
    });
    expect(window.unexpected).toEqual([]);
  });
});

describe('what somebody may not see', () => {
  it.each(['/approvals', '/registers/people', '/admin/audit', '/admin/webhooks'])(
    'says so at its address %s, and leads back to what he may',
    async (path) => {
      window = await open.open();
      const { page } = window;
      await window.enter('rp');
      await window.goTo(path);
      await page.getByText('没有权限').waitFor();
      expect(await page.getByRole('button', { name: /新建|重试/ }).count()).toBe(0);
      await page.getByRole('link', { name: '返回隐患列表' }).click();
      await page.getByRole('heading', { level: 1, name: '隐患' }).waitFor();
      expect(window.unexpected).toEqual([]);
    },
  );

  it('of a case says who may, and does not offer to try once more', async () => {
    window = await open.open();
    const { page } = window;
    await window.enter('ow');
    await window.goTo(`/cases/${caseId}`);
    await page.getByText('您的岗位不能查看这起隐患').waitFor();
    await page.getByText(/^可以查看的：.*专班办公室经办/).waitFor();
    expect(await page.getByRole('button', { name: '重试' }).count()).toBe(0);
    await window.shoot('case-refused');
    await page.getByRole('link', { name: '返回隐患列表' }).click();
    await page.getByRole('heading', { level: 1, name: '隐患' }).waitFor();
    expect(window.unexpected).toEqual([]);
  });
});

describe('the own name', () => {
  it.each([
    ['ens', '白鹤梅桥物业服务有限公司'],
    ['vgg', '梅桥村'],
    ['rp', ''],
  ])('of %s stands over every page with whom he works or stands for', async (who, body) => {
    window = await open.open();
    await window.enter(who);
    await window.goTo('/');
    const account = window.page.locator('.account');
    await account.waitFor();
    expect(await account.locator('small').allInnerTexts()).toEqual(body === '' ? [] : [body]);
    expect(window.unexpected).toEqual([]);
  });
});
