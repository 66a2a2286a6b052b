import { atLast } from './at-last';
import { openConsole, type OpenConsole, type Window } from './browser';
import { begin } from './hands';
import { awaitingRecheck } from './life';

jest.setTimeout(120_000);

let open: OpenConsole;
let window: Window;
let caseId: string;
beforeAll(async () => {
  open = await openConsole();
  caseId = await awaitingRecheck(open.town, { title: '充电棚待复查' });
});
afterAll(async () => {
  await open.close();
});
afterEach(async () => {
  await window.close();
});

const openPage = async (who: string, size: 'desktop' | 'phone' = 'desktop'): Promise<void> => {
  window = await open.open(size);
  await window.enter(who);
  await window.goTo(`/cases/${caseId}`);
};

describe('the page of a case', () => {
  it.each(['desktop', 'phone'] as const)(
    'says who is to do what next and until when, marks that act, and has the others below, on a %s',
    async (size) => {
      await openPage('ldc', size);
      const { page } = window;
      await page.getByText(/^下一步：城运中心 开始复查，\d+月\d+日 周.止$/).waitFor();
      const main = page.locator('.acts').first();
      expect(await main.getByRole('button').allInnerTexts()).toEqual(['开始复查']);
      expect(await page.locator('.acts .ant-btn-primary').allInnerTexts()).toEqual(['开始复查']);
      const beside = page.locator('.acts-beside');
      await beside.getByRole('heading', { name: '其他办理' }).waitFor();
      await beside.getByRole('button', { name: '提请认定不属实' }).waitFor();
      await window.shoot('case-next');
      expect(window.unexpected).toEqual([]);
    },
  );

  it('marks no act for whom the next step is not, and says what is next all the same', async () => {
    await openPage('ofc');
    const { page } = window;
    await page.getByText('下一步：城运中心 开始复查').waitFor();
    expect(await page.locator('.acts .ant-btn-primary').count()).toBe(0);
    await begin(page, '提请认定不属实');
    await page.getByText('由专班办公室主任审批，批准后认定不属实，结束本案。').waitFor();
    await window.shoot('propose-void');
    expect(window.unexpected).toEqual([]);
  });

  it('tells in its records the grade, to whom it was given and who signed, and explains the marks of its clocks', async () => {
    await openPage('ofc');
    const { page } = window;
    for (const words of ['定为一般隐患', '交办给梅桥村，由城运中心牵头', '直接送达，签收人王经理'])
      await page.getByText(words, { exact: true }).waitFor();
    const legend = page.getByRole('list', { name: '图例' });
    await atLast(async () => {
      expect(await legend.innerText()).toMatch(/到期[^]*到期前提醒[^]*逾期后的措施/);
    });
    expect(window.unexpected).toEqual([]);
  });
});
