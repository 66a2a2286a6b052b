import type { Page } from 'playwright-core';
import { reportCase } from '../support/open-town';
import { atLast } from './at-last';
import { openConsole, type OpenConsole, type Window } from './browser';
import { awaitingRecheck } from './life';

jest.setTimeout(120_000);

let open: OpenConsole;
let window: Window;
const cases: string[] = [];
beforeAll(async () => {
  open = await openConsole();
  cases.push(await awaitingRecheck(open.town), await reportCase(open.town, 'vgm', { title: '消防通道堆放杂物' }));
});
afterAll(async () => {
  await open.close();
});
afterEach(async () => {
  await window.close();
});

const roles = {
  l1: '镇主要领导',
  l2: '镇分管领导',
  ofc: '专班经办',
  ofd: '专班主任',
  ldc: '牵头单位经办',
  ldd: '牵头单位负责人',
  ru: '责任单位',
  vgg: '网格员',
  vgm: '村居分管委员',
  ens: '企业安全员',
  enm: '企业负责人',
  ow: '产权方',
  efo1: '执法队员',
  efh: '执法队长',
  efr: '法制审核',
  st: '派出所',
  ds1: '区级部门',
  ex: '专家',
  au: '审计',
  sa: '系统管理员',
  rp: '举报人',
};

/** Whose page is looked at whole. */
const looked = ['ofc', 'ens', 'vgg', 'l2'];

interface Refused {
  command: string;
  allowed: boolean;
  reason?: { message: string; otherPost?: boolean; whoCanDo?: { roleName: string }[] };
}

/** What is for other posts stands folded below what is a matter of the state. */
const isOfOthers = ({ reason }: Refused): boolean => reason?.otherPost === true;

/** What the API refuses this person on a case; undefined where he may not see it. */
const refusedTo = async (username: string, caseId: string): Promise<Refused[] | undefined> => {
  const { status, body } = await (await open.town.as(username)).get(`/api/v1/cases/${caseId}`);
  if (status !== 200) return undefined;
  const refused = (body as { allowedCommands: Refused[] }).allowedCommands.filter(({ allowed }) => !allowed);
  return [...refused.filter((one) => !isOfOthers(one)), ...refused.filter(isOfOthers)];
};

/** What the page of a case says of what cannot be done: line by line, or why nothing of it is shown. */
const wordsOnPage = async (page: Page, refused: readonly Refused[] | undefined): Promise<string[]> => {
  if (refused === undefined) return [await page.locator('.ant-alert-error').innerText()];
  if (refused.length === 0) return [];
  await page.getByRole('button', { name: `其他 ${refused.length} 项不能办理` }).click();
  const rows = page.locator('.refused li');
  await rows.first().waitFor({ state: 'attached' });
  const own = refused.filter((one) => !isOfOthers(one));
  if (own.length > 0 && own.length < refused.length) {
    await rows.first().waitFor();
    await rows.last().waitFor({ state: 'hidden' });
    await page.getByText(`由其他岗位办理的 ${refused.length - own.length} 项`).click();
  }
  await rows.last().waitFor();
  return rows.allInnerTexts();
};

/** What has to stand in each line. */
const wordsOf = ({ reason }: Refused): string[] => [
  reason?.message ?? '？',
  ...(reason?.whoCanDo ?? []).map(({ roleName }) => roleName),
];

describe('what somebody cannot do now', () => {
  it.each(Object.entries(roles))('says to %s (%s) why, and who can', async (username) => {
    window = await open.open();
    const { page } = window;
    await window.enter(username);
    // The second one, a lead, is looked at by those whose pages are looked at whole.
    for (const caseId of looked.includes(username) ? cases : cases.slice(0, 1)) {
      await window.goTo(`/cases/${caseId}`);
      const refused = await refusedTo(username, caseId);
      const shown = await wordsOnPage(page, refused);
      const expected = refused?.map(wordsOf) ?? [['没有权限']];
      expect(shown).toHaveLength(expected.length);
      const unsaid = expected.flatMap((words, n) => words.filter((word) => shown[n]?.includes(word) !== true));
      expect(unsaid).toEqual([]);
      // Nobody reads codes, and what is grey cannot be pressed.
      expect(shown.filter((text) => /[a-z]{2,}/i.test(text))).toEqual([]);
      await atLast(async () => {
        expect(await page.locator('.refused button:enabled').count()).toBe(0);
      });
      if (caseId === cases[0] && looked.includes(username)) await window.shoot(`refused-${username}`);
    }
    expect(window.unexpected).toEqual([]);
  });
});
