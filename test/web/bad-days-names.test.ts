import { assignCase, reportCase } from '../support/open-town';
import { atLast } from './at-last';
import { openConsole, type OpenConsole, type Window } from './browser';
import { tooWide } from './pages';

jest.setTimeout(180_000);

/** Rare characters, marks that turn the direction of writing, markup that runs where it is taken for such. */
const name = (what: string): string => `=${what}𠮷䶮<img src="x" onerror="window.hit=1">`;
/** Names are refused with such marks; longer texts may hold them. */
const bad = (what: string): string => `${name(what)}\u202e倒\u200f<script>window.hit=1</script>`;
const plain = '<img src="x" onerror="window.hit=1">';

let open: OpenConsole;
let window: Window;
let caseId = '';
beforeAll(async () => {
  open = await openConsole();
  const { town } = open;
  caseId = await reportCase(town, 'vgg', { title: name('标题'), description: bad('情况') });
  await assignCase(town, caseId);
  const must = async (who: string, path: string, body: object): Promise<void> => {
    const reply = await (await town.as(who)).post(path, body);
    if (reply.status >= 300) throw new Error(`${path}: ${reply.text}`);
  };
  const vgm = await town.as('vgm');
  for (const [command, body] of [
    ['accept-assignment', {}],
    ['add-note', { text: bad('记录') }],
  ] as const) {
    const reply = await vgm.command(caseId, command, body);
    if (reply.status !== 200) throw new Error(reply.text);
  }
  const notice = await (
    await town.as('ldc')
  ).command(caseId, 'issue-notice', {
    type: 'tishi',
    issuerUnitId: 'drill-town-chengyun',
    requirements: bad('要求'),
    dueOn: '2026-12-18',
  });
  if (notice.status !== 200) throw new Error(notice.text);
  await must('ofc', '/api/v1/subjects', { name: name('主体'), kind: 'enterprise' });
  await must('ofc', '/api/v1/sites', {
    name: name('点位'),
    type: '厂房',
    address: name('地址'),
    villageUnitId: 'drill-town-meiqiao',
  });
  await must('sa', '/api/v1/people', {
    townId: 'drill-town',
    name: name('姓名'),
    username: 'hostile',
    initialPassword: 'At-First-Only-1',
  });
});
afterAll(async () => {
  await open.close();
});
afterEach(async () => {
  await window.close();
});

/** Whether anything of a text was taken for more than text. */
const wasRun = (): Promise<boolean> =>
  window.page.evaluate<boolean>('window.hit === 1 || document.querySelector(\'img[src="x"]\') !== null');

describe('what people write is text wherever it is shown', () => {
  it.each(['desktop', 'phone'] as const)('in lists and on pages, on a %s', async (size) => {
    window = await open.open(size);
    const { page } = window;
    const pages = [
      ['ldc', '/worklist', '标题'],
      ['ofc', '/cases', '标题'],
      ['ofc', `/cases/${caseId}`, '记录'],
      ['ofc', '/registers/subjects?q=𠮷', '主体'],
      ['ofc', '/registers/sites?q=𠮷', '点位'],
      ['sa', '/registers/people?q=𠮷', '姓名'],
    ] as const;
    let who = '';
    for (const [username, path, what] of pages) {
      if (who !== username) await window.enter(username);
      who = username;
      await window.goTo(path);
      const shown = page.getByText(`=${what}𠮷䶮`).first();
      await shown.waitFor();
      await atLast(async () => {
        expect(await shown.innerText()).toContain(plain);
      });
      expect([path, await wasRun(), await tooWide(page)]).toEqual([path, false, 0]);
    }
    expect(window.unexpected).toEqual([]);
  });

  it('on a paper, in a message and in a table that is taken along', async () => {
    window = await open.open();
    const { page } = window;
    await window.enter('ldc');
    await window.goTo(`/cases/${caseId}`);
    await page.locator('.papers button').first().click();
    await page.locator('article.paper').getByText('=要求𠮷䶮').waitFor();
    await atLast(async () => {
      expect(await page.locator('article.paper').innerText()).toContain(plain);
    });
    await window.shoot('hostile-paper');
    await window.goTo('/notifications?all=yes');
    expect(await wasRun()).toBe(false);

    const table = await (await open.town.as('ofc')).get('/api/v1/cases?format=csv&columns=title').buffer(true);
    expect(table.text).toContain('<img src=""x""');
    // No cell begins as a formula.
    expect(table.text).not.toMatch(/(^|[\r\n,])"?=标题/);
    expect(window.unexpected).toEqual([]);
  });

  it('a text that turns the direction of writing turns nothing beside it', async () => {
    window = await open.open();
    const { page } = window;
    await window.enter('ofc');
    await window.goTo('/cases');
    await page.getByRole('link', { name: /=标题/ }).first().waitFor();
    const bidi = await page.evaluate<string>('getComputedStyle(document.querySelector(".content a")).unicodeBidi');
    expect(bidi).toBe('isolate');
    await window.shoot('hostile-cases');
    expect(window.unexpected).toEqual([]);
  });
});
