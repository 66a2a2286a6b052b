/*
 * Stands in for `@rc-component/util/Dom/dynamicCSS`: the same functions on style sheet objects, which a
 * Content-Security-Policy without `unsafe-inline` allows.
 */

const sheets = new Map<string, CSSStyleSheet>();

/** Sets the styles of a key. @returns what callers hang notes on; it is in no page. */
export const updateCSS = (css: string, key: string): HTMLStyleElement => {
  const sheet = sheets.get(key) ?? new CSSStyleSheet();
  sheet.replaceSync(css);
  if (!sheets.has(key)) document.adoptedStyleSheets.push(sheet);
  sheets.set(key, sheet);
  return document.createElement('style');
};

/** Takes them away. */
export const removeCSS = (key: string): void => {
  const sheet = sheets.get(key);
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
  sheets.delete(key);
};

export const injectCSS = (css: string): HTMLStyleElement => updateCSS(css, css);

export const clearContainerCache = (): void => undefined;
