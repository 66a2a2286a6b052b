import { reportCase } from '../support/open-town';
import { awaitingRecheck, rectifyingCase } from './life';
import { openConsole, type OpenConsole, type Window } from './browser';

// A browser on a busy machine takes its time.
jest.setTimeout(120_000);

let open: OpenConsole;
let window: Window;
beforeAll(async () => {
  open = await openConsole();
  const { town } = open;
  await awaitingRecheck(town, { title: '沿街商铺二楼违规住人，仅一部疏散楼梯且被杂物堵塞' });
  await rectifyingCase(town, { title: '梅桥村三组出租屋电线私拉乱接' });
  await reportCase(town);
}, 120_000);
afterAll(async () => {
  await open.close();
});
afterEach(async () => {
  await window.close();
});

describe('the console', () => {
  it('signs somebody in who came from a page of it, and leads him back there', async () => {
    window = await open.open();
    const { page } = window;
    await page.goto('/notifications?all=yes');
    await page.getByRole('button', { name: '登录' }).waitFor();
    await window.shoot('sign-in');
    await page.getByLabel('用户名').fill('ofc');
    await page.getByLabel('密码', { exact: true }).fill('wrong');
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByText('用户名或密码不正确').waitFor();
    await page.getByLabel('密码', { exact: true }).fill('drill-ofc');
    await page.getByRole('button', { name: '登录' }).click();
    await page.waitForURL('**/notifications?all=yes');
    await page.getByRole('heading', { name: '消息' }).waitFor();
    await window.shoot('notifications');
    expect(window.unexpected).toEqual([]);
  });

  it.each(['desktop', 'phone'] as const)('shows who is to do something what that is, on a %s', async (size) => {
    window = await open.open(size);
    const { page } = window;
    await window.signIn('ofc');
    await page.getByRole('link', { name: '电动自行车充电棚无消防设施' }).waitFor();
    await window.shoot('worklist');
    await page.getByRole('link', { name: '沿街商铺二楼违规住人' }).click();
    await page.getByRole('heading', { name: '办理记录' }).waitFor();
    await window.shoot('case');
    await window.goTo('/cases');
    await window.shoot('cases');
    await window.goTo('/me');
    await window.shoot('me');
    expect(window.unexpected).toEqual([]);
  });

  it('draws a command from its form: says what is missing at its field, what it would do, and does it once', async () => {
    const { town } = open;
    const title = '沿河仓库消防通道被货物占用';
    const caseId = await reportCase(town, 'vgg', { title });
    window = await open.open();
    const { page } = window;
    await window.enter('ofc');
    await window.goTo(`/cases/${caseId}`);
    await page.getByRole('button', { name: '核实线索' }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('button', { name: '核实线索' }).waitFor();
    await window.shoot('command-empty');
    await drawer.getByRole('button', { name: '核实线索' }).click();
    await drawer.getByText('必填').first().waitFor();
    await drawer.getByLabel('核实情况').fill('现场核实：通道净宽不足 0.8 米。');
    await drawer.getByRole('button', { name: '预览办理结果' }).click();
    await drawer.getByText('办理后：').waitFor();
    await window.shoot('command-preview');
    // A reload in the middle loses nothing.
    await page.reload();
    await page.getByRole('button', { name: '核实线索' }).click();
    await drawer.getByText('已恢复上次没有提交的内容').waitFor();
    await drawer.getByRole('button', { name: '核实线索' }).dblclick();
    await page.getByText('已办理：核实线索').waitFor();
    await drawer.waitFor({ state: 'hidden' });
    await page.getByText('核实属实、上账').waitFor();
    const { body } = await (await town.as('ofc')).get(`/api/v1/cases/${caseId}/events`);
    const types = (body as { items: { type: string }[] }).items.map(({ type }) => type);
    expect(types).toEqual(['reported', 'verified']);
    expect(window.unexpected).toEqual([]);
  });

  it('keeps what was filled in when somebody was faster, and says what he did', async () => {
    const { town } = open;
    const caseId = await reportCase(town, 'vgg', { title: '油烟管道长期未清洗' });
    window = await open.open();
    const { page } = window;
    await window.enter('ofc');
    await window.goTo(`/cases/${caseId}`);
    await page.getByRole('button', { name: '添加记录' }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('textbox').fill('已电话联系店主，约定周一上门。');
    await (await town.as('vgm')).command(caseId, 'verify', { method: 'on-site', finding: '属实' });
    await drawer.getByRole('button', { name: '添加记录' }).click();
    await drawer.getByText('内容已有变化').waitFor();
    await drawer.getByText('核实属实、上账').waitFor();
    await window.shoot('conflict');
    await drawer.getByRole('button', { name: '按最新情况继续' }).click();
    await drawer.getByText('内容已有变化').waitFor({ state: 'hidden' });
    await drawer.getByRole('button', { name: '添加记录' }).click();
    await page.getByText('已办理：添加记录').waitFor();
    await page.getByText('已电话联系店主，约定周一上门。').waitFor();
    expect(window.unexpected).toEqual([]);
  });

  it('loads little: 300 kB of scripts to sign in, 500 kB to the worklist', async () => {
    window = await open.open();
    const { page } = window;
    const scripts = async (): Promise<number> => {
      const sizes = await page.evaluate<number[]>(
        "performance.getEntriesByType('resource').filter((one) => one.name.endsWith('.js')).map((one) => one.encodedBodySize)",
      );
      return Math.round(sizes.reduce((sum, size) => sum + size, 0) / 1000);
    };
    await window.goTo('/sign-in');
    await page.getByRole('button', { name: '登录' }).waitFor();
    expect(await scripts()).toBeLessThanOrEqual(300);
    await window.enter('ofc');
    await window.goTo('/worklist');
    const ofWorklist = await scripts();
    expect(ofWorklist).toBeGreaterThan(200);
    expect(ofWorklist).toBeLessThanOrEqual(500);
  });
});
