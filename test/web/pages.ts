import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { rootDir } from '../../config';

/** The addresses of the console's table of pages, such as `/cases/:caseId`. */
export const pathsOfPages = (): string[] => {
  const table = readFileSync(join(rootDir, 'web', 'src', 'app', 'pages.tsx'), 'utf8');
  return [...table.matchAll(/\bpath: '([^']+)'/g)].map(([, path = '']) => path);
};

const axeFile = join(rootDir, 'node_modules', 'axe-core', 'axe.min.js');

/** Brings axe into every page that this one opens, past the policy on scripts, which stays in force for the page itself. */
export const withAxe = (page: Page): Promise<unknown> => page.addInitScript({ path: axeFile });

interface Found {
  id: string;
  impact: string | null;
  help: string;
  nodes: { html: string; failureSummary?: string }[];
}

/** What axe calls serious or critical on the page as it is now, one line each. */
export const seriousOn = async (page: Page): Promise<string[]> => {
  const found = (await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: unknown[] }> } };
    return (await axe.run()).violations;
  })) as Found[];
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
};

/** How many pixels the page is wider than the window. */
export const tooWide = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });

/** Parts of a composite widget are reached by its arrow keys. */
const byArrows = '[role=tab], [role=radio], [type=radio], [role=menuitem], [role=option], [role=menu] [tabindex="-1"]';

/**
 * Walks the page by the Tab key. @returns what a mouse can press and the key does not reach, and what it reaches without
 * showing it.
 */
export const unreachable = async (page: Page): Promise<string[]> => {
  const many = await page.evaluate((composite) => {
    const seen = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
    const pressed = [...document.querySelectorAll('a[href], button, input, select, textarea, [role=button], [role=combobox]')];
    const wanted = pressed.filter(
      (one) => seen(one) && !one.matches(composite) && !one.matches(':disabled, [type=file], [aria-hidden=true] *'),
    );
    Object.assign(globalThis, { wanted: new Set(wanted), unseen: new Set<Element>() });
    (document.activeElement as HTMLElement | null)?.blur();
    return wanted.length;
  }, byArrows);
  for (let presses = 0; presses < many * 2 + 20; presses += 1) {
    await page.keyboard.press('Tab');
    const isOver = await page.evaluate(() => {
      const { wanted, unseen } = globalThis as unknown as { wanted: Set<Element>; unseen: Set<Element> };
      const focused = document.activeElement;
      if (focused === null || focused === document.body) return wanted.size === 0;
      const around = [focused, focused.parentElement, focused.parentElement?.parentElement];
      const shows = around.some((one) => {
        if (one === null || one === undefined) return false;
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
        return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none' || /focused/.test(one.className);
      });
      if (!shows) unseen.add(focused);
      wanted.delete(focused);
      return wanted.size === 0;
    });
    if (isOver) break;
  }
  return page.evaluate(() => {
    const { wanted, unseen } = globalThis as unknown as { wanted: Set<Element>; unseen: Set<Element> };
    const said = (one: Element): string => one.outerHTML.slice(0, 160);
    return [...[...wanted].map((one) => `not reached: ${said(one)}`), ...[...unseen].map((one) => `not shown: ${said(one)}`)];
  });
};
