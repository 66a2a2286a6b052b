import type { Page } from 'playwright-core';
import { openConsole, type OpenConsole, type Window } from './browser';
import { rectifyingCase } from './life';

let open: OpenConsole;
let window: Window;
let caseId: string;
beforeAll(async () => {
  open = await openConsole();
  caseId = await rectifyingCase(open.town);
});
afterAll(async () => {
  await open.close();
});
afterEach(async () => {
  await window.close();
});

/** kB of scripts as they came over the wire, from now on. */
const scriptsOf = (page: Page): (() => Promise<number>) => {
  const sizes: Promise<number>[] = [];
  page.on('requestfinished', (request) => {
    if (request.resourceType() === 'script')
      sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  return async () => (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1000;
};

/** What the page asks the API, from now on; the connection that tells of changes is opened once and stays. */
const asked = (page: Page): string[] => {
  const requests: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (/^\/(api|readyz)/.test(pathname) && pathname !== '/api/v1/changes' && request.resourceType() === 'fetch')
      requests.push(pathname);
  });
  return requests;
};

describe('a cold browser', () => {
  it('loads at most 300 kB of scripts for signing in and 500 kB for the worklist', async () => {
    window = await open.open();
    const { page } = window;
    const kilobytes = scriptsOf(page);
    await window.goTo('/sign-in');
    expect(await kilobytes()).toBeLessThanOrEqual(300);
    await window.close();
    window = await open.open();
    await window.enter('ofc');
    // Signed in, with nothing in the cache of the window: a worklist that was bookmarked.
    const session = await window.page.context().newCDPSession(window.page);
    await session.send('Network.clearBrowserCache');
    const ofWorklist = scriptsOf(window.page);
    await window.goTo('/worklist');
    expect(await ofWorklist()).toBeLessThanOrEqual(500);
    expect(await ofWorklist()).toBeGreaterThan(100);
  });
});

const PAGES = [
  ['/worklist', /worklist\?limit=50/],
  ['/cases/:caseId', /cases\/[^/]+\/events/],
  ['/desk', /\/desk/],
] as const;

describe('a page that is opened in a cold browser', () => {
  it.each(PAGES)('asks the API at most three times: %s', async (path, last) => {
    window = await open.open();
    const { page } = window;
    await window.enter('ofc');
    const requests = asked(page);
    const answered = page.waitForResponse((response) => last.test(response.url()));
    await window.goTo(path.replace(':caseId', caseId));
    await answered;
    await page.locator('.ant-skeleton, .ant-spin-spinning').first().waitFor({ state: 'detached' });
    expect(requests.length).toBeGreaterThan(0);
    expect({ path, requests: requests.length > 3 ? requests : [] }).toEqual({ path, requests: [] });
  });
});

describe('a page that is gone to in the open console', () => {
  it.each(PAGES)('asks the API at most three times: %s', async (path, last) => {
    window = await open.open();
    const { page } = window;
    await window.enter('ofc');
    await window.goTo('/notifications');
    const requests = asked(page);
    const address = path.replace(':caseId', caseId);
    const answered = page.waitForResponse((response) => last.test(response.url()));
    // As a link of the console does.
    await page.evaluate(
      `history.pushState(null, '', ${JSON.stringify(address)}); dispatchEvent(new PopStateEvent('popstate'));`,
    );
    await answered;
    await page.locator('.ant-skeleton, .ant-spin-spinning').first().waitFor({ state: 'detached' });
    expect(requests.length).toBeGreaterThan(0);
    expect({ path, requests: requests.length > 3 ? requests : [] }).toEqual({ path, requests: [] });
  });
});
