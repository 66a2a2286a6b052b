import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { rootDir } from '../../config';

/** The addresses of the console's table of pages, such as `/cases/:caseId`. */
export const pathsOfPages = (): string[] => {
  const table = readFileSync(join(rootDir, 'web', 'src', 'app', 'pages.tsx'), 'utf8');
  return [...table.matchAll(/\bpath: '([^']+)'/g)].map(([, path = '']) => path);
};

/** How many pixels the page is wider than the window. */
export const tooWide = (page: Page): Promise<number> =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');

const walk = readFileSync(join(__dirname, 'keyboard.js'), 'utf8');

/**
 * Walks the page by the Tab key. @returns what a mouse can press and the key does not reach, and what it reaches without
 * showing it.
 */
export const unreachable = async (page: Page): Promise<string[]> => {
  await page.evaluate(walk);
  const many = await page.evaluate<number>('keyboardWalk.begin()');
  for (let presses = 0; presses < many * 2 + 20; presses += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate<boolean>('keyboardWalk.step()')) break;
  }
  return page.evaluate<string[]>('keyboardWalk.faults()');
};
