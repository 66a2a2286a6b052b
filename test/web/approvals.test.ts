import { reportCase, gradeCase } from '../support/open-town';
import { atLast } from './at-last';
import { tellOpenPages } from './life';
import { openConsole, type OpenConsole, type Window } from './browser';

let open: OpenConsole;
let window: Window;
const titles = [
  '出租屋灶台边堆放柴草',
  '沿河步道护栏缺失',
  '沿街商铺二楼违规住人',
  '梅桥村三组出租屋电线私拉乱接',
  '电动自行车停放堵塞疏散通道',
];

beforeAll(async () => {
  open = await openConsole();
  const { town } = open;
  const ldc = await town.as('ldc');
  for (const title of titles) {
    const caseId = await reportCase(town, 'vgg', { title });
    const reason = '现场核查，该处已拆除，不存在所报情况。';
    const attachmentIds = await ldc.photos(1);
    const reply = await ldc.command(caseId, 'propose', { act: 'void', reason, attachmentIds });
    if (reply.status !== 200) throw new Error(reply.text);
  }
  const graded = await reportCase(town, 'vgg', { title: '充电棚无灭火器' });
  await gradeCase(town, graded);
  const opened = await (
    await town.as('ofc')
  ).post('/api/v1/escalations', {
    act: 'interview',
    addressee: { subjectId: 'drill-company' },
    caseIds: [graded],
    reason: '同一单位多处充电棚反复出现同类问题，多次提醒未整改。',
  });
  if (opened.status !== 201) throw new Error(opened.text);
});
afterAll(async () => {
  await open.close();
});
afterEach(async () => {
  await window.close();
});

const detail = () => window.page.getByRole('region', { name: '提请内容' });

describe('what waits for a decision', () => {
  it('shows what an approval will do before the click, is gone through with one key, and stays in what I have decided', async () => {
    window = await open.open();
    const { page } = window;
    await window.enter('ofd');
    await window.goTo('/approvals');
    await detail().getByText('现场核查，该处已拆除').waitFor();
    await page.getByText('若批准：状态为“不属实”').waitFor();
    expect(await page.locator('.decision-form .ant-alert-success').count()).toBe(0);
    await window.shoot('approvals');
    const first = await detail().getByRole('heading').innerText();
    await page.keyboard.press('j');
    await detail().getByRole('heading', { name: first }).waitFor({ state: 'detached' });
    await page.keyboard.press('k');
    await detail().getByRole('heading', { name: first }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '退回 请补充现场照片和核实情况。' }).click();
    await page.getByText('若退回：状态为“线索”').waitFor();
    await page.getByRole('button', { name: '提交：退回' }).click();
    await page.getByText('已办理：退回').waitFor();
    await detail().getByRole('heading', { name: first }).waitFor({ state: 'detached' });
    await page.getByRole('tab', { name: '已办' }).click();
    await page.getByText('请补充现场照片和核实情况。').waitFor();
    await window.shoot('approvals-decided');
    expect(window.unexpected).toEqual([]);
  });

  it('says why, where somebody else was faster, and keeps what was filled in', async () => {
    window = await open.open();
    const { page } = window;
    await window.enter('ofd2');
    await window.goTo('/approvals');
    await page.getByRole('button', { name: '批准 经核实不属实，同意。' }).click();
    const { town } = open;
    const ofd = await town.as('ofd');
    const title = await detail().getByRole('heading').innerText();
    const { items } = (await ofd.get('/api/v1/inbox')).body as {
      items: { title: string; caseId: string; proposalId: string; version: number }[];
    };
    const item = items.find((one) => one.title === title);
    const body = { proposalId: item?.proposalId, decision: 'approve', opinion: '同意' };
    const decided = await ofd.command(String(item?.caseId), 'decide-proposal', body);
    expect(decided.status).toBe(200);
    // The page has not been told of it yet: it is sent, refused, and then nothing is left to send.
    await page.getByRole('button', { name: '提交：批准' }).click();
    await page.getByText('刚刚已有人办理或修改过').waitFor();
    await page.getByText('期间的办理').waitFor();
    await page.getByText('这件事已不再等您审批').waitFor();
    await page.getByRole('button', { name: /^提交|按最新情况继续/ }).waitFor({ state: 'detached' });
    await atLast(async () => {
      expect(await page.getByLabel('意见', { exact: true }).inputValue()).toBe('经核实不属实，同意。');
    });
    await tellOpenPages(town);
    await detail().getByRole('heading', { name: title }).waitFor();
    await window.shoot('approvals-refused');
    await atLast(async () => {
      expect(await detail().getByRole('heading').innerText()).toBe(title);
    });
    expect(window.unexpected).toEqual([]);
  });

  it('is decided on a phone in one column, an interview with the cases that it is about', async () => {
    window = await open.open('phone');
    const { page } = window;
    await window.enter('l2');
    await window.goTo('/approvals');
    await window.shoot('approvals-list');
    await page.locator('.inbox-row').first().click();
    await page.getByText('所涉隐患 1 件').waitFor();
    await page.getByRole('link', { name: '充电棚无灭火器' }).waitFor();
    await page.getByText('若批准：状态为“已批准”').waitFor();
    await window.shoot('approvals-interview');
    await page.getByRole('button', { name: '批准 同意约谈。' }).click();
    await page.getByRole('button', { name: '提交：批准' }).click();
    await page.getByText('都办完了').waitFor();
    expect(window.unexpected).toEqual([]);
  });

  it('is approved in one go where it is of one kind, each with its own result', async () => {
    window = await open.open();
    const { page } = window;
    await window.enter('ofd');
    await window.goTo('/approvals');
    await page.getByRole('checkbox', { name: '选中全部认定不属实' }).check();
    await page.getByRole('button', { name: /批准选中的/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: '经核实不属实，同意。' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '批准 3 件' }).click();
    await page.getByText('已批准 3 件').waitFor();
    await window.shoot('approvals-batch');
    await page.getByRole('button', { name: '完成' }).click();
    await page.getByText('都办完了').waitFor();
    expect(window.unexpected).toEqual([]);
  });
});
