import type { Locator, Page } from 'playwright-core';
import { photo } from '../../scripts/demo/photo';
import type { Window } from './browser';

/** What lies at the side of a page: the form of a command or of a register. */
export const drawer = (page: Page): Locator => page.getByRole('dialog');

/** Chooses the first that a field offers under these words, by the keyboard: a list that is still opening moves. */
export const choose = async ({ page }: Window, label: string, words: string): Promise<void> => {
  const field = page.getByLabel(label, { exact: true }).last();
  await field.click();
  await field.fill(words);
  const offered = page.locator('.ant-select-dropdown:visible .ant-select-item-option');
  await offered.filter({ hasNotText: words }).first().waitFor({ state: 'detached' });
  await offered.filter({ hasText: words }).first().waitFor();
  await field.press('Enter');
  await page.getByRole('dialog').locator('.ant-select-content', { hasText: words }).first().waitFor();
};

/** Signs in with a password that is not the demo's. */
export const enter = async ({ page }: Window, username: string, password: string): Promise<void> => {
  await page.goto('/sign-in');
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录' }).click();
};

/** The first sign-in with a password that somebody else gave: it is changed before anything else. */
export const enterFirst = async (window: Window, username: string, given: string, own: string): Promise<void> => {
  const { page } = window;
  await enter(window, username, given);
  await page.getByLabel('现密码').fill(given);
  await page.getByLabel('新密码', { exact: true }).fill(own);
  await page.getByLabel('再次填写新密码').fill(own);
  await page.getByRole('button', { name: '修改密码' }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
};

/** Adds a photo, and waits until it is there. */
export const addPhoto = async (page: Page, n: number, at = 0): Promise<void> => {
  const photos = page.getByRole('button', { name: /^移除/ });
  const before = await photos.count();
  await page
    .locator('input[type=file][multiple]')
    .nth(at)
    .setInputFiles({ name: `现场${String(n)}.png`, mimeType: 'image/png', buffer: photo(n) });
  await photos.nth(before).waitFor();
};

/** Opens an act of the page. */
export const begin = async (page: Page, act: string): Promise<Locator> => {
  await page.getByRole('button', { name: act, exact: true }).click();
  await drawer(page).locator('.form-buttons').waitFor();
  return drawer(page);
};

/** Sends the form that is open, and waits until the page says that it is done. */
export const send = async (page: Page, act: string): Promise<void> => {
  await drawer(page).getByRole('button', { name: act, exact: true }).click();
  await page.getByText(`已办理：${act}`).first().waitFor();
  await drawer(page).waitFor({ state: 'hidden' });
};
