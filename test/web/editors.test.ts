import { assignCase, reportCase } from '../support/open-town';
import { atLast } from './at-last';
import { openConsole, type OpenConsole, type Window } from './browser';
import { addPhoto, begin, drawer, send } from './hands';
import { awaitingRecheck, majorOwingPlan } from './life';

jest.setTimeout(120_000);

let open: OpenConsole;
let window: Window;
beforeAll(async () => {
  open = await openConsole();
});
afterAll(async () => {
  await open.close();
});
afterEach(async () => {
  await window.close();
});

const command = async (who: string, caseId: string, name: string, body: object = {}): Promise<void> => {
  const reply = await (await open.town.as(who)).command(caseId, name, body);
  if (reply.status !== 200) throw new Error(`${who} ${name}: ${reply.text}`);
};

const openCase = async (who: string, caseId: string, size: 'desktop' | 'phone' = 'desktop'): Promise<void> => {
  window = await open.open(size);
  await window.enter(who);
  await window.goTo(`/cases/${caseId}`);
};

describe('a re-check', () => {
  it.each(['desktop', 'phone'] as const)(
    'has the old photos beside the new ones and what was ordered item by item, on a %s',
    async (size) => {
      const caseId = await awaitingRecheck(open.town, { title: `充电棚复查 ${size}` });
      await command('ldc', caseId, 'start-recheck');
      await openCase('ldc', caseId, size);
      const { page } = window;
      const form = await begin(page, '记录复查结果');
      await form
        .locator('.old-photos')
        .getByText(/^整改前/)
        .waitFor();
      await form.getByText('整改方所报的整改后').waitFor();
      await addPhoto(page, size === 'desktop' ? 61 : 62);
      const [old, now] = [form.locator('.old-photos'), form.locator('[data-pointer="/attachmentIds"]')];
      const [left, right] = [await old.boundingBox(), await now.boundingBox()];
      expect((left?.x ?? 0) + (left?.width ?? 0)).toBeLessThanOrEqual(right?.x ?? 0);
      // Nobody suggests a result.
      await atLast(async () => {
        expect(await form.locator('[data-pointer="/result"] input:checked').count()).toBe(0);
      });
      const items = form.locator('.ordered-items li');
      await items.first().waitFor();
      const words = await items.locator('span.long-text').allInnerTexts();
      expect(words.length).toBeGreaterThan(0);
      await items.first().getByText('不合格', { exact: true }).click();
      await atLast(async () => {
        expect(await form.getByLabel('复查情况').inputValue()).toBe(`${words[0]}：不合格`);
      });
      await items.first().getByText('合格', { exact: true }).click();
      await atLast(async () => {
        expect(await form.getByLabel('复查情况').inputValue()).toBe(`${words[0]}：合格`);
      });
      await window.shoot('editor-recheck');
      await form.locator('[data-pointer="/result"]').getByText('合格', { exact: true }).click();
      await send(page, '记录复查结果');
      expect(window.unexpected).toEqual([]);
    },
  );
});

describe('a paper and its service', () => {
  it('shows the paper as it will read while it is written, asks the way of service first, and says which day it starts', async () => {
    const caseId = await reportCase(open.town, 'vgg', { title: '仓库电线私拉乱接' });
    await assignCase(open.town, caseId);
    await command('vgm', caseId, 'accept-assignment');
    await openCase('ldc', caseId);
    const { page } = window;
    const notice = await begin(page, '制发提示或整改文书');
    await notice.getByText('限期整改意见书', { exact: true }).click();
    // The common date of its type is over, so that one is asked for.
    await notice.getByText(/^统一期限 2025-06-30 已过，须另行指定。/).waitFor();
    await notice.getByLabel('整改要求').fill('拆除私拉电线\n由电工重新布线');
    await notice.getByLabel('整改期限').fill('2026-12-18');
    await page.keyboard.press('Enter');
    const sample = notice.getByLabel('文书样稿');
    await sample.waitFor();
    await atLast(async () => {
      expect(await sample.innerText()).toContain('由电工重新布线');
    });
    await sample.scrollIntoViewIfNeeded();
    await window.shoot('editor-notice');
    await send(page, '制发提示或整改文书');

    const service = await begin(page, '记录送达');
    await atLast(async () => {
      expect(await service.getByLabel('签收人').count()).toBe(0);
      expect(await service.getByText('见证人', { exact: true }).count()).toBe(0);
    });
    await service.getByText('选定送达方式后').waitFor();
    await service.getByText('留置送达', { exact: true }).click();
    await service.getByLabel('见证人', { exact: true }).waitFor();
    await service.getByText('直接送达', { exact: true }).click();
    await service.getByLabel('见证人', { exact: true }).waitFor({ state: 'detached' });
    // A company signs by somebody: who that was is not known.
    await atLast(async () => {
      expect(await service.getByLabel('签收人').inputValue()).toBe('');
    });
    await service.getByLabel('签收人').fill('王经理');
    await service
      .getByText(/整改时限.*至 \d{4}-\d\d-\d\d/)
      .first()
      .waitFor();
    await window.shoot('editor-service');
    await send(page, '记录送达');
    expect(window.unexpected).toEqual([]);
  });
});

describe('a plan', () => {
  it('has its measures as rows that come and go, says what of the five is settled, and outlives a reload', async () => {
    const caseId = await majorOwingPlan(open.town, { title: '仓库消防设施瘫痪' });
    await openCase('ens', caseId);
    const { page } = window;
    const form = await begin(page, '提交整改方案');
    await form.getByText('五落实 1/5').waitFor();
    const measures = form.locator('.measures');
    await measures.getByRole('button', { name: '添加一项' }).click();
    await measures.getByRole('button', { name: '添加一项' }).click();
    // Rows in which nothing stands settle nothing.
    await form.getByText('五落实 1/5').waitFor();
    await form.getByText('○ 措施').waitFor();
    await window.shoot('editor-plan-rows');
    await measures.getByText(/^工程/).first().click();
    await measures.getByLabel('措施内容').first().fill('更换消防泵');
    await measures.getByLabel('措施内容').nth(1).fill('多余的一项');
    await measures.getByRole('button', { name: '删除第 2 项' }).click();
    await form.getByLabel('整改目标').fill('恢复消防设施');
    await form.getByText('五落实 2/5').waitFor();
    await window.shoot('editor-plan');
    await page.reload();
    const again = await begin(page, '提交整改方案');
    await again.getByText('已恢复上次没有提交的内容').waitFor();
    await again.getByLabel('措施内容').first().waitFor();
    await atLast(async () => {
      expect(await again.getByLabel('措施内容').count()).toBe(1);
      expect(await again.getByLabel('措施内容').inputValue()).toBe('更换消防泵');
    });
    await again.getByLabel('责任人').fill('王经理');
    await again.getByLabel('资金安排').fill('自筹 3 万元');
    await again.getByLabel('应急预案').fill('整改期间安排专人值守。');
    await again.getByText('五落实 5/5').waitFor();
    await send(page, '提交整改方案');
    await atLast(async () => {
      expect(await drawer(page).count()).toBe(0);
    });
    expect(window.unexpected).toEqual([]);
  });
});
