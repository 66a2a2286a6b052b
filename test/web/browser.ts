import { existsSync, mkdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { source } from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';
import { createApp } from '../../api/app';
import { rootDir } from '../../config';
import { demoPassword } from '../../scripts/demo/accounts';
import { openTown, type TestTown, type TestTownOptions } from '../support/open-town';

const screens = join(rootDir, '.cache', 'web-screens');

const executablePath =
  process.env['CHROMIUM'] ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path));

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** Screens that the console must be usable on. */
export const SIZES = {
  desktop: { width: 1366, height: 768 },
  phone: { width: 390, height: 844 },
  /** The desktop at 200 %. */
  zoomed: { width: 683, height: 384 },
} as const;

export type Size = keyof typeof SIZES;

/** The console as it was built, before the real app on a real record, in a real browser. */
export interface OpenConsole {
  town: TestTown;
  origin: string;
  /** A window of its own, with nobody signed in; what goes wrong in it fails the test that calls `unexpected`. */
  open(size?: Size): Promise<Window>;
  /** The server goes, with all of its connections; comes back at the same address when what is returned is called. */
  goAway(): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** A window and what went wrong in it. */
export interface Window {
  page: Page;
  size: Size;
  /**
   * Errors of scripts, violations of the policy, requests to elsewhere, serious barriers on what was shot; refusals of the API
   * are none.
   */
  unexpected: string[];
  goTo(path: string): Promise<void>;
  signIn(username: string): Promise<void>;
  /** Signed in without the page of it: for who is met by the dozen. */
  enter(username: string): Promise<void>;
  /** Writes `.cache/web-screens/<name>-<size>.png`, and looks for barriers. */
  shoot(name: string): Promise<void>;
  close(): Promise<void>;
}

/** A refusal is an answer: the browser notes it in its console, and the page shows it. */
const isAnswer = (text: string): boolean => /^Failed to load resource: .* status of 4\d\d/.test(text);

/** Until nothing on the page is on its way any more; the connection that tells of changes stays open. */
const quiet = async (page: Page): Promise<void> => {
  await page.waitForLoadState('load');
  await page.locator('#root > *').first().waitFor();
  await page.locator('.ant-skeleton, .ant-spin-spinning, .page-spin').first().waitFor({ state: 'detached' });
};

interface Violation {
  id: string;
  impact: string | null;
  nodes: { target: string[]; failureSummary?: string }[];
}

/** What somebody who does not see well, or uses no mouse, could not use. */
export const barriersIn = async (page: Page): Promise<string[]> => {
  await page.evaluate(source);
  const found = await page.evaluate<Violation[]>('axe.run(document).then(({ violations }) => violations)');
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.slice(0, 3).map(({ target, failureSummary = '' }) => `${id}: ${target.join(' ')} ${failureSummary}`),
    );
};

/** Of a sentence that fails where nobody looks on: what its window showed. */
const tellWhatIsShown = async (page: Page): Promise<void> => {
  const text = await page.locator('body').innerText();
  process.stderr.write(`The window shows ${page.url()}:\n${text.replaceAll(/\s*\n\s*/g, '\n').slice(0, 3000)}\n`);
};

/** A window at an address of its own, with nobody signed in. */
export const openWindow = async (browser: Browser, origin: string, size: Size): Promise<Window> => {
  const context = await browser.newContext({
    viewport: SIZES[size],
    deviceScaleFactor: size === 'zoomed' ? 2 : 1,
    baseURL: origin,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    hasTouch: size === 'phone',
    isMobile: size === 'phone',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const unexpected: string[] = [];
  page.on('pageerror', (error) => unexpected.push(`script: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !isAnswer(message.text())) unexpected.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!/^(data|blob):/.test(url) && !url.startsWith(`${origin}/`)) unexpected.push(`elsewhere: ${url}`);
  });
  return {
    page,
    size,
    unexpected,
    goTo: async (path) => {
      await page.goto(path);
      await quiet(page);
    },
    signIn: async (username) => {
      await page.goto('/sign-in');
      await page.getByLabel('用户名').fill(username);
      await page.getByLabel('密码', { exact: true }).fill(demoPassword(username));
      await page.getByRole('button', { name: '登录' }).click();
      await page.waitForURL((url) => url.pathname !== '/sign-in');
      await quiet(page);
    },
    enter: async (username) => {
      const data = { username, password: demoPassword(username) };
      const reply = await context.request.post('/api/v1/session', { data, headers: { Origin: origin } });
      if (!reply.ok()) throw new Error(`${username} was not let in: ${String(reply.status())}`);
    },
    shoot: async (name) => {
      mkdirSync(screens, { recursive: true });
      await quiet(page);
      await page.screenshot({
        path: join(screens, `${name}-${size}.png`),
        // What lies over the page ends with the window.
        fullPage: (await page.locator('.ant-drawer-open, .ant-modal-wrap').count()) === 0,
        animations: 'disabled',
      });
      unexpected.push(...(await barriersIn(page)).map((barrier) => `barrier on ${name}: ${barrier}`));
    },
    close: async () => {
      if (Reflect.get(globalThis, 'hasFailed') === true && !page.isClosed()) await tellWhatIsShown(page);
      await context.close();
    },
  };
};

/** The browser alone. */
export const launch = (): Promise<Browser> => {
  if (executablePath === undefined) throw new Error('no Chromium: apt-get install chromium fonts-noto-cjk');
  // As on a desk: where no locale is set, it gives downloads no names that are not ASCII.
  return chromium.launch({ executablePath, args, env: { ...process.env, LANG: 'C.UTF-8' } });
};

/** Opens all of it; close it in `afterAll`. The town goes by the real terms, so that dates look as they do in use. */
export const openConsole = async (options: TestTownOptions = {}): Promise<OpenConsole> => {
  if (!existsSync(join(rootDir, 'dist', 'web', 'index.html')))
    throw new Error('the console is not built: npm run build');
  const town = await openTown({ packId: 'baihe-2025', ...options });
  const server: Server = createServer(createApp(town.deps));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await launch();
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    town,
    origin,
    open: (size = 'desktop') => openWindow(browser, origin, size),
    goAway: async () => {
      const { port } = server.address() as AddressInfo;
      const gone = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await gone;
      return () => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    },
    close: async () => {
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await town.close();
    },
  };
};
