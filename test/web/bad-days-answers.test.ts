import type { Route } from 'playwright-core';
import { reportCase } from '../support/open-town';
import { atLast } from './at-last';
import { openConsole, type OpenConsole, type Window } from './browser';
import { begin, drawer } from './hands';

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

const problem = (status: number, code: string, detail: string, errors: object[] = []) => ({
  status,
  contentType: 'application/problem+json',
  body: JSON.stringify({
    type: `urn:bihuan:problem:${code}`,
    title: detail,
    status,
    detail,
    instance: '/',
    code,
    errors,
    traceId: 't',
  }),
});

/** The form of the first act on a new report, filled in. */
const filledForm = async (title: string) => {
  const caseId = await reportCase(open.town, 'vgg', { title });
  window = await open.open();
  await window.enter('ofc');
  await window.goTo(`/cases/${caseId}`);
  const form = await begin(window.page, '核实线索');
  await form.getByLabel('核实情况').fill('现场核实属实。');
  return { caseId, form, submit: form.locator('.form-buttons button').first() };
};

const typesOf = async (caseId: string): Promise<string[]> => {
  const { body } = await (await open.town.as('ofc')).get(`/api/v1/cases/${caseId}/events`);
  return (body as { items: { type: string }[] }).items.map(({ type }) => type);
};

describe('an answer that nobody wants', () => {
  it('429: the button says when, waits for it, and then sends', async () => {
    const { form, submit } = await filledForm('请求过多的隐患');
    const { page } = window;
    let refused = 0;
    await page.route('**/commands/verify', async (route: Route) => {
      refused += 1;
      if (refused > 1) return route.continue();
      const { headers, ...answer } = {
        headers: { 'Retry-After': '2' },
        ...problem(429, 'rate-limited', '请求过于频繁'),
      };
      return route.fulfill({ ...answer, headers: { ...headers, 'Content-Type': answer.contentType } });
    });
    await submit.click();
    await form.getByRole('button', { name: /秒后可再试/ }).waitFor();
    await atLast(async () => {
      expect(await submit.isDisabled()).toBe(true);
    });
    await window.shoot('rate-limited');
    await form.getByRole('button', { name: '核实线索', exact: true }).click();
    await page.getByText('已办理：核实线索').waitFor();
    expect(refused).toBe(2);
    expect(window.unexpected).toEqual([]);
  });

  it('503: says so, keeps what was filled in over a reload, and is carried out once when it is sent again', async () => {
    const { caseId, form, submit } = await filledForm('服务暂停的隐患');
    const { page } = window;
    await page.route('**/commands/verify', (route) =>
      route.fulfill({ ...problem(503, 'dependency-down', '数据库暂不可用') }),
    );
    await submit.click();
    await form.getByText('数据库暂不可用').first().waitFor();
    await page.unroute('**/commands/verify');
    await page.reload();
    const again = await begin(page, '核实线索');
    await atLast(async () => {
      expect(await again.getByLabel('核实情况').inputValue()).toBe('现场核实属实。');
    });
    await again.getByRole('button', { name: '核实线索', exact: true }).click();
    await page.getByText('已办理：核实线索').waitFor();
    expect(await typesOf(caseId)).toEqual(['reported', 'verified']);
    // A browser notes a 503 in its console, as it does a refusal.
    expect(window.unexpected.filter((one) => !one.includes('503'))).toEqual([]);
  });

  it('an answer that is lost on its way: the same is sent again under the same key, and done once', async () => {
    const { caseId, form, submit } = await filledForm('回答丢失的隐患');
    const { page } = window;
    const keys: string[] = [];
    await page.route('**/commands/verify', async (route) => {
      keys.push(route.request().headers()['idempotency-key'] ?? '');
      if (keys.length > 1) return route.continue();
      await route.fetch();
      return route.abort();
    });
    await submit.click();
    await form.getByText('连接不上服务器，所填内容已保留').waitFor();
    await submit.click();
    await page.getByText('已办理：核实线索').waitFor();
    expect(new Set(keys).size).toBe(1);
    expect(await typesOf(caseId)).toEqual(['reported', 'verified']);
    expect(window.unexpected.filter((one) => !one.includes('ERR_FAILED'))).toEqual([]);
  });

  it('422: leads to the field that is wrong, with the focus in it', async () => {
    const { form, submit } = await filledForm('文字过长的隐患');
    const { page } = window;
    // Ten thousand characters, pasted: kept and counted, and refused at their field.
    await form.getByLabel('核实情况').fill('长'.repeat(10_000));
    await form.locator('.command-form').evaluate('(form) => form.scrollIntoView()');
    await submit.click();
    await form
      .locator('.ant-form-item-has-error', { has: page.locator('[data-pointer="/finding"]') })
      .getByText(/不能超过 2000/)
      .waitFor();
    // The focus follows the drawing of what is wrong by a frame.
    await form.locator('[data-pointer="/finding"] textarea:focus').waitFor();
    await atLast(async () => {
      expect((await form.getByLabel('核实情况').inputValue()).length).toBe(10_000);
    });
    await window.shoot('too-long');
    expect(window.unexpected).toEqual([]);
  });

  it('a slow network: what is on its way shows it, and cannot be sent twice', async () => {
    const { caseId, submit } = await filledForm('网络很慢的隐患');
    const { page } = window;
    let sent = 0;
    let pass = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      pass = resolve;
    });
    await page.route('**/commands/verify', async (route) => {
      sent += 1;
      await gate;
      await route.continue();
    });
    await submit.dblclick();
    await drawer(page).locator('.ant-btn-loading').waitFor();
    await submit.click({ force: true });
    await page.keyboard.press('Enter');
    pass();
    await page.getByText('已办理：核实线索').waitFor();
    expect(sent).toBe(1);
    expect(await typesOf(caseId)).toEqual(['reported', 'verified']);
    expect(window.unexpected).toEqual([]);
  });
});
