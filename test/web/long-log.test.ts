import { reportCase } from '../support/open-town';
import { atLast } from './at-last';
import { openConsole, type OpenConsole, type Window } from './browser';

// A browser on a busy machine takes its time.
jest.setTimeout(120_000);

const notes = 205;

let open: OpenConsole;
let window: Window;
let caseId: string;
beforeAll(async () => {
  open = await openConsole();
  caseId = await reportCase(open.town, 'vgg', { title: '记录很多的一件' });
  const ofc = await open.town.as('ofc');
  for (let n = 1; n <= notes; n += 1) {
    const { status } = await ofc.command(caseId, 'add-note', { text: `第 ${String(n)} 条记录` }, n);
    if (status !== 200) throw new Error(`note ${String(n)}: ${String(status)}`);
  }
}, 120_000);
afterAll(async () => {
  await window.close();
  await open.close();
});

describe('the log of a case with more than 200 events', () => {
  it('shows the newest first and all of them on demand, and its filters hold over all', async () => {
    window = await open.open();
    const { page } = window;
    await window.enter('ofc');
    await window.goTo(`/cases/${caseId}`);
    await page.getByText('第 205 条记录').waitFor();
    await page.getByRole('button', { name: '显示全部 206 条' }).click();
    await page.getByText('第 1 条记录', { exact: true }).waitFor();
    await atLast(async () => {
      expect(await page.locator('.ant-timeline-item').count()).toBe(notes + 1);
    });
    // The report, which alone has a photo, is the oldest of all.
    await page.getByText('照片', { exact: true }).first().click();
    await page.locator('.ant-timeline-item').nth(1).waitFor({ state: 'detached' });
    await atLast(async () => {
      expect(await page.locator('.ant-timeline-item').count()).toBe(1);
    });
    expect(window.unexpected).toEqual([]);
  });
});
