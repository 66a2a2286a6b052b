import { once } from 'node:events';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { spawnProgram } from '../support/program';
import { launch, openWindow, type Window } from './browser';
import { addPhoto, begin, choose, drawer, enter, enterFirst, send } from './hands';

jest.setTimeout(420_000);

let folder: string;
let product: ChildProcess;
let browser: Browser;
let origin = '';
let token = '';
let window: Window;
let closed = '';

/** The product on an empty folder, its output in a file, as a service keeps it; who installs it reads that file. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bihuan-first-'));
  const log = join(folder, 'bihuan.log');
  product = spawnProgram(
    ['main.js'],
    { DATA_DIR: join(folder, 'data'), DATABASE_URL: `sqlite://${join(folder, 'data', 'bihuan.sqlite')}`, PACKS: '' },
    { file: log },
  );
  const deadline = Date.now() + 60_000;
  while (token === '' && Date.now() < deadline) {
    await delay(100);
    const text = existsSync(log) ? readFileSync(log, 'utf8') : '';
    origin = /闭环 Bihuan: (\S+)\n/.exec(text)?.[1] ?? '';
    token = /首次启动.*：(\S+)\n/.exec(text)?.[1] ?? '';
  }
  if (token === '') throw new Error(`no token in the log: ${readFileSync(log, 'utf8')}`);
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  const ended = once(product, 'close');
  product.kill('SIGTERM');
  await ended;
  rmSync(folder, { recursive: true, force: true });
});

const passwords = { given: 'Handed-Over-On-Paper-1', own: 'Nobody-Else-Knows-1' };

/** What somebody does at a machine of his own. */
const as = async (username: string, work: (window: Window) => Promise<void>, isFirst = false): Promise<void> => {
  window = await openWindow(browser, origin, 'desktop');
  try {
    if (isFirst) await enterFirst(window, username, passwords.given, passwords.own);
    else await enter(window, username, passwords.own);
    await window.page.getByRole('heading', { name: /您好/ }).waitFor();
    await work(window);
    expect(window.unexpected).toEqual([]);
  } catch (error) {
    await window.shoot(`first-closing-failed-${username}`).catch(() => undefined);
    throw error;
  } finally {
    await window.close();
  }
};

const shop = '梅桥便利店有限公司';

const menu = ({ page }: Window, name: string) => page.getByRole('menuitem', { name }).click();

const person = async (window: Window, name: string, username: string): Promise<void> => {
  const { page } = window;
  await menu(window, '人员');
  await page.getByRole('button', { name: '新建人员' }).click();
  await drawer(page).getByLabel('姓名').fill(name);
  await drawer(page).getByLabel('用户名').fill(username);
  await drawer(page).getByLabel('初始密码').fill(passwords.given);
  await drawer(page).getByRole('button', { name: '新建', exact: true }).click();
  await page.getByRole('heading', { name }).waitFor();
};

const appoint = async (window: Window, role: string, unit: string, subject?: string): Promise<void> => {
  const { page } = window;
  await page.getByRole('button', { name: '任命岗位' }).click();
  await choose(window, '岗位', role);
  await choose(window, '单位', unit);
  if (subject !== undefined) await choose(window, '责任主体', subject);
  await drawer(page).getByRole('button', { name: '任命', exact: true }).click();
  await drawer(page).waitFor({ state: 'hidden' });
};

/** Opens the case from the list of all. */
const openCase = async (window: Window): Promise<void> => {
  await menu(window, '隐患');
  await window.page.getByRole('link', { name: /充电/ }).first().click();
  await window.page.getByRole('heading', { name: '办理记录' }).waitFor();
};

describe('an empty installation', () => {
  it('comes from its set-up page to a first closed hazard by clicks alone', async () => {
    window = await openWindow(browser, origin, 'desktop');
    const { page } = window;
    await page.goto('/');
    await page.getByLabel('初始化令牌').fill(token);
    await page.getByText('白鹤镇').first().click();
    await page.getByLabel('镇名').fill('白鹤镇');
    const sections = page.locator('.setup-section');
    for (const [n, name, username] of [
      [2, '王管理', 'wang'],
      [3, '李主任', 'li'],
    ] as const) {
      await sections.nth(n).getByLabel('姓名').fill(name);
      await sections.nth(n).getByLabel('用户名').fill(username);
      await sections.nth(n).getByLabel('密码').fill(passwords.own);
    }
    await page.getByRole('button', { name: '完成设置' }).click();
    await page.getByText('设置完成').waitFor();
    await window.close();

    await as('li', async (li) => {
      await person(li, '经办吴', 'wu');
      await appoint(li, '专班办公室经办', '专班');
      await person(li, '网格员张', 'zhang');
      await appoint(li, '网格员', '梅桥');
      await person(li, '村委员陈', 'chen');
      await appoint(li, '村居分管委员', '梅桥');
      await person(li, '城运周', 'zhou');
      await appoint(li, '牵头单位经办', '城运');
      await menu(li, '责任主体');
      await li.page.getByRole('button', { name: '新建责任主体' }).click();
      await drawer(li.page).getByLabel('名称').fill(shop);
      await drawer(li.page).getByText('企业', { exact: true }).click();
      await drawer(li.page).getByRole('button', { name: '新建', exact: true }).click();
      await li.page.getByRole('heading', { name: shop }).waitFor();
      await person(li, '安全员孙', 'sun');
      await appoint(li, '企业安全员', '白鹤镇', shop);
    });
    await as(
      'zhang',
      async (zhang) => {
        const { page } = zhang;
        await menu(zhang, '上报');
        await addPhoto(page, 1);
        await page.getByText('填写地址').click();
        await page.getByRole('textbox', { name: /地址/ }).fill('白鹤镇梅桥村 88 号');
        await page.getByLabel('隐患类型').fill('充电');
        await page.locator('.ant-select-tree-node-content-wrapper:visible', { hasText: '充电' }).last().click();
        await page.getByLabel('情况说明').fill('充电棚内灭火器已过期，通道堆放纸箱。');
        await page.getByRole('button', { name: '上报', exact: true }).click();
        await page.getByText('已上报 1 处隐患').waitFor();
      },
      true,
    );
    await as(
      'wu',
      async (wu) => {
        await openCase(wu);
        const form = await begin(wu.page, '核实线索');
        await form.getByLabel('核实情况').fill('现场核实属实。');
        await send(wu.page, '核实线索');
      },
      true,
    );
    await as(
      'zhou',
      async (zhou) => {
        await openCase(zhou);
        await begin(zhou.page, '定级');
        await choose(zhou, '责任主体', '梅桥便利');
        await send(zhou.page, '定级');
      },
      true,
    );
    await as('wu', async (wu) => {
      await openCase(wu);
      await begin(wu.page, '交办');
      await drawer(wu.page).locator('[data-pointer="/responsibleUnitId"]').getByText('梅桥村').click();
      await send(wu.page, '交办');
    });
    await as(
      'chen',
      async (chen) => {
        const { page } = chen;
        await openCase(chen);
        await begin(page, '接受交办');
        await send(page, '接受交办');
      },
      true,
    );
    await as('zhou', async (zhou) => {
      const { page } = zhou;
      await openCase(zhou);
      const notice = await begin(page, '制发提示或整改文书');
      await notice.getByText('整改意见书', { exact: true }).click();
      await notice.getByLabel('整改要求').fill('更换过期灭火器\n清理通道内的纸箱');
      await notice.getByLabel('整改期限').fill('2026-12-18');
      await page.keyboard.press('Enter');
      await notice.getByLabel('文书样稿').waitFor();
      await send(page, '制发提示或整改文书');
      const service = await begin(page, '记录送达');
      await service.getByText('直接送达', { exact: true }).click();
      await service.getByRole('button', { name: '现在' }).click();
      await service.getByLabel('签收人').fill('王经理');
      await send(page, '记录送达');
    });
    await as(
      'sun',
      async (sun) => {
        const { page } = sun;
        await openCase(sun);
        const progress = await begin(page, '报告进展');
        await progress.getByLabel('完成百分比').fill('100');
        await progress.getByLabel('已完成的工作').fill('已更换灭火器，通道已清理。');
        await addPhoto(page, 2);
        await send(page, '报告进展');
        const request = await begin(page, '申请复查');
        await request.getByLabel('整改报告').fill('已全部整改到位。');
        await addPhoto(page, 3, 1);
        await send(page, '申请复查');
      },
      true,
    );
    await as('zhou', async (zhou) => {
      const { page } = zhou;
      await openCase(zhou);
      await begin(page, '开始复查');
      await send(page, '开始复查');
      const recheck = await begin(page, '记录复查结果');
      for (const item of ['更换过期灭火器', '清理通道内的纸箱'])
        await recheck.getByRole('radiogroup', { name: item }).getByText('合格', { exact: true }).click();
      await recheck.locator('[data-pointer="/result"]').getByText('合格', { exact: true }).click();
      await addPhoto(page, 4);
      await send(page, '记录复查结果');
    });
    await as('li', async (li) => {
      const { page } = li;
      await menu(li, '审批');
      await page.getByRole('button', { name: '已整改到位，同意销号。' }).click();
      await page.getByRole('button', { name: /^提交/ }).click();
      await page
        .getByText(/已办理|已审批/)
        .first()
        .waitFor();
      await openCase(li);
      await page.locator('.case-head').getByText('回头看', { exact: true }).waitFor();
      await li.shoot('first-closing-closed');
      closed = await page.getByRole('heading', { level: 1 }).innerText();
    });
    expect(closed).toContain('充电');
  });
});
