import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { rootDir } from '../../config';
import { photo } from '../../scripts/demo/photo';
import { assignCase, reportCase } from '../support/open-town';
import { openConsole, type OpenConsole, type Window } from './browser';

/** Beyond typing. */
const mostClicks = 5;
const title = '充电棚灭火器过期、通道堆放纸箱';
const document = join(rootDir, 'docs', 'console.md');

let open: OpenConsole;
let window: Window;
const rows: { task: string; who: string; clicks: number; typed: number; ms: number }[] = [];
beforeAll(async () => {
  open = await openConsole();
});
afterAll(async () => {
  await open.close();
  keep();
});

/** Into the document when asked (`KEEP_TASKS=1`): the times are those of the machine that measured. */
const keep = (): void => {
  const table = [
    '| task | as | clicks | characters typed | seconds |',
    '|---|---|--:|--:|--:|',
    ...rows.map(
      ({ task, who, clicks, typed, ms }) => `| ${task} | ${who} | ${clicks} | ${typed} | ${(ms / 1000).toFixed(1)} |`,
    ),
  ].join('\n');
  if (process.env['KEEP_TASKS'] === undefined) return;
  const text = readFileSync(document, 'utf8');
  writeFileSync(document, text.replace(/(<!-- tasks -->\n)[^]*(<!-- \/tasks -->)/, `$1\n${table}\n\n$2`));
};

/** What somebody does with mouse and keyboard, counted. */
class Hand {
  clicks = 0;
  typed = 0;

  constructor(readonly page: Page) {}

  async click(target: Locator): Promise<void> {
    this.clicks += 1;
    await target.click();
  }

  async type(target: Locator, text: string): Promise<void> {
    this.typed += text.length;
    await target.fill(text);
  }

  /** A click opens the picker of the system. */
  async photo(n: number, at = 0): Promise<void> {
    this.clicks += 1;
    await this.page
      .locator('input[type=file][multiple]')
      .nth(at)
      .setInputFiles({ name: `现场${n}.png`, mimeType: 'image/png', buffer: photo(n) });
    await this.page.getByRole('button', { name: /^移除/ }).first().waitFor();
  }
}

/** Somebody at his worklist does it; the time runs until the page says that it is done. */
const expectFewClicks = async (task: string, who: string, work: (hand: Hand) => Promise<void>, from = '/worklist') => {
  window = await open.open();
  try {
    await window.enter(who);
    await window.goTo(from);
    const hand = new Hand(window.page);
    const began = Date.now();
    await work(hand);
    rows.push({ task, who, clicks: hand.clicks, typed: hand.typed, ms: Date.now() - began });
    expect(window.unexpected).toEqual([]);
    expect({ task, tooMany: Math.max(0, hand.clicks - mostClicks) }).toEqual({ task, tooMany: 0 });
  } catch (error) {
    await window.shoot(`task-failed-${who}`).catch(() => undefined);
    throw error;
  } finally {
    await window.close();
  }
};

const drawer = (page: Page): Locator => page.getByRole('dialog');

/** Opens the case from the list, then the act. */
const begin = async (hand: Hand, act: string): Promise<void> => {
  await hand.click(hand.page.getByRole('link', { name: title }).first());
  await hand.click(hand.page.getByRole('button', { name: act, exact: true }));
  await drawer(hand.page).locator('.form-buttons').waitFor();
};

const send = async (hand: Hand, act: string): Promise<void> => {
  await hand.click(drawer(hand.page).getByRole('button', { name: act, exact: true }));
  await hand.page.getByText(`已办理：${act}`).waitFor();
};

const caseId = async (): Promise<string> => {
  const { body } = await (await open.town.as('ofc')).get('/api/v1/cases?limit=1&sort=-openedAt');
  return String((body as { items: { caseId: string }[] }).items[0]?.caseId);
};

const command = async (who: string, name: string, body: object = {}): Promise<void> => {
  const reply = await (await open.town.as(who)).command(await caseId(), name, body);
  if (reply.status !== 200) throw new Error(`${who} ${name}: ${reply.text}`);
};

describe('in at most five clicks beyond typing', () => {
  it('a hazard is reported', async () => {
    await expectFewClicks('report a hazard', 'vgg', async (hand) => {
      const { page } = hand;
      await hand.click(page.getByRole('menuitem', { name: '上报' }));
      await hand.photo(901);
      await hand.type(page.getByLabel('点位', { exact: true }), '充电');
      await hand.click(page.locator('.ant-select-item-option', { hasText: '梅桥村电动自行车充电棚' }));
      await hand.type(page.getByLabel('隐患类型'), '充电');
      await hand.click(page.locator('.ant-select-tree-node-content-wrapper:visible', { hasText: '充电' }).last());
      const short = page.getByLabel('标题');
      if ((await short.count()) > 0) await hand.type(short, title);
      await hand.type(page.getByLabel('情况说明'), '充电棚内灭火器已过期，通道堆放纸箱。');
      await hand.click(page.getByRole('button', { name: '上报', exact: true }));
      await page.getByText('已上报 1 处隐患').waitFor();
    });
  });

  it('a report is verified', async () => {
    await expectFewClicks('verify', 'ofc', async (hand) => {
      await begin(hand, '核实线索');
      await hand.type(drawer(hand.page).getByLabel('核实情况'), '现场核实属实。');
      await send(hand, '核实线索');
    });
  });

  it('a case is graded', async () => {
    await expectFewClicks(
      'grade',
      'ldc',
      async (hand) => {
        await begin(hand, '定级');
        await send(hand, '定级');
      },
      '/cases',
    );
  });

  it('a case is assigned', async () => {
    await expectFewClicks('assign', 'ofc', async (hand) => {
      await begin(hand, '交办');
      await hand.type(drawer(hand.page).getByLabel('责任单位'), '梅桥');
      await hand.click(hand.page.locator('.ant-select-item-option:visible', { hasText: '梅桥村' }));
      await send(hand, '交办');
    });
    await command('vgm', 'accept-assignment');
  });

  it('a paper is issued', async () => {
    await expectFewClicks('issue a paper', 'ldc', async (hand) => {
      await begin(hand, '制发提示或整改文书');
      const form = drawer(hand.page);
      await hand.click(form.getByText('整改意见书', { exact: true }));
      await hand.type(form.getByLabel('整改要求'), '更换灭火器，清理通道。');
      await hand.type(form.getByLabel('整改期限'), '2026-12-18');
      await hand.page.keyboard.press('Enter');
      await send(hand, '制发提示或整改文书');
    });
  });

  it('a paper is served', async () => {
    await expectFewClicks('record its service', 'ldc', async (hand) => {
      await begin(hand, '记录送达');
      const form = drawer(hand.page);
      await hand.click(form.getByText('直接送达', { exact: true }));
      await hand.click(form.getByRole('button', { name: '现在' }));
      await hand.type(form.getByLabel('签收人'), '王经理');
      await send(hand, '记录送达');
    });
    await command('ens', 'report-progress', {
      percent: 100,
      done: '已更换灭火器，通道已清理。',
      attachmentIds: await (await open.town.as('ens')).photos(1),
    });
  });

  it('a re-check is requested', async () => {
    await expectFewClicks('request a re-check', 'ens', async (hand) => {
      await begin(hand, '申请复查');
      const form = drawer(hand.page);
      await hand.type(form.getByLabel('整改报告'), '已全部整改到位。');
      await hand.photo(902, 1);
      await send(hand, '申请复查');
    });
  });

  it('a case is re-checked', async () => {
    await expectFewClicks('begin the re-check', 'ldc', async (hand) => {
      await begin(hand, '开始复查');
      await send(hand, '开始复查');
    });
    await expectFewClicks('record its result', 'ldc', async (hand) => {
      await begin(hand, '记录复查结果');
      const form = drawer(hand.page);
      await hand.click(form.locator('[data-pointer="/result"]').getByText('合格', { exact: true }));
      await hand.type(form.getByLabel('复查情况'), '逐项核对，均已整改。');
      await hand.photo(903);
      await send(hand, '记录复查结果');
    });
  });

  it('a case is closed', async () => {
    await expectFewClicks('close', 'ofd', async (hand) => {
      const { page } = hand;
      await hand.click(page.locator('.counter-waiting'));
      await hand.click(page.getByRole('button', { name: '已整改到位，同意销号。' }));
      await hand.click(page.getByRole('button', { name: /^提交/ }));
      await page
        .getByText(/已办理|已审批|没有待/)
        .first()
        .waitFor();
    });
  });
});

describe('a question is answered in at most five clicks', () => {
  it('which case was it, of the shop with a name like this', async () => {
    await expectFewClicks('find a case by half a name', 'ofc', async (hand) => {
      const { page } = hand;
      await hand.type(page.getByLabel('搜索隐患'), '梅桥资产');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/cases?q=**');
      await page.getByText(/^共 \d+ 件/).waitFor();
    });
  });

  it('why is the date what it is', async () => {
    await expectFewClicks(
      'see why a date is what it is',
      'ofc',
      async (hand) => {
        const { page } = hand;
        await hand.click(page.getByRole('link', { name: title }).first());
        await hand.click(page.getByRole('button', { name: /为什么/ }).first());
        await page.locator('.because').first().waitFor();
      },
      '/cases?sort=-openedAt',
    );
  });

  it('what does one unit owe', async () => {
    await assignCase(open.town, await reportCase(open.town));
    await expectFewClicks('list what one unit owes', 'ofc', async (hand) => {
      const { page } = hand;
      await hand.click(page.getByRole('menuitem', { name: '工作台' }));
      await hand.click(page.getByRole('link', { name: /^梅桥村：/ }));
      await page.locator('.filters .ant-select', { hasText: '梅桥村' }).waitFor();
      await page.getByText(/^共 \d+ 件/).waitFor();
    });
  });
});
