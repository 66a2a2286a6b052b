import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { childEnvironment, rootDir } from '../../config';
import { Person } from '../../scripts/demo/client';
import { photo } from '../../scripts/demo/photo';
import { launch, openWindow, type Window } from './browser';

let demo: ChildProcess;
let browser: Browser;
let origin = '';
let window: Window;

/** The demo as a process, on a clock that is moved by hand. */
beforeAll(async () => {
  const program = join(rootDir, 'dist', 'scripts', 'demo', 'main.js');
  const args = ['--serve', '--clock', 'manual', '--pack', 'baihe-2025', '--at', '2025-09-15T09:00:00+08:00'];
  demo = spawn(process.execPath, [program, ...args], {
    cwd: rootDir,
    env: childEnvironment({ DATABASE_URL: '' }),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const text of demo.stdout?.setEncoding('utf8') ?? []) {
    origin = /闭环 Bihuan: (\S+)\n/.exec(String(text))?.[1] ?? origin;
    if (origin !== '') break;
  }
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  const ended = once(demo, 'close');
  demo.kill('SIGTERM');
  await ended;
});

afterEach(async () => {
  await window.close();
});

const report = async (): Promise<string> => {
  const vgg = await new Person([origin], 'vgg').logIn();
  const photoId = await vgg.upload(photo(1), '现场.png');
  const reply = await vgg.post('/api/v1/cases', {
    title: '电动自行车充电棚无消防设施',
    description: '充电棚无灭火器、无自动断电装置。',
    source: 'grid-patrol',
    foundAt: '2025-09-15T08:30:00+08:00',
    siteId: 'drill-charging-site',
    hazardType: 'charging-site-fire',
    attachmentIds: [photoId],
  });
  if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
  return String(reply.body['caseId']);
};

describe('a training town', () => {
  it('steps to the next deadline in one click, and changes roles without a sign-out', async () => {
    const caseId = await report();
    window = await openWindow(browser, origin, 'desktop');
    const { page } = window;
    await window.signIn('ofc');
    const bar = page.getByRole('region', { name: '演练' });
    await bar.getByText('2025年9月15日 周一 09:00', { exact: true }).waitFor();
    await window.goTo(`/cases/${caseId}`);
    await bar.getByRole('button', { name: '到下一个时限' }).click();
    await page.getByText(/^现在是 2025年9月1\d日.*触发：/).waitFor();
    await bar.getByText('2025年9月15日 周一 09:00', { exact: true }).waitFor({ state: 'detached' });
    await window.shoot('training');

    await bar.getByLabel('切换角色').click();
    await page.getByText('副镇长乙 · 镇分管领导 · 演练镇人民政府').click();
    await page.getByRole('heading', { name: '副镇长乙，您好' }).waitFor();
    await page.getByRole('button', { name: /^副镇长乙/ }).waitFor();
    await window.shoot('training-leader');

    for (let clicks = 0; clicks < 3; clicks += 1) {
      const before = await bar.locator('.training-now').innerText();
      await bar.getByRole('button', { name: '过一天' }).click();
      await bar.getByText(before, { exact: true }).waitFor({ state: 'detached' });
    }
    expect(window.unexpected).toEqual([]);
  });

  it('fits a phone', async () => {
    window = await openWindow(browser, origin, 'phone');
    await window.signIn('vgg');
    await window.page.getByRole('region', { name: '演练' }).waitFor();
    await window.shoot('training');
    expect(window.unexpected).toEqual([]);
  });
});
