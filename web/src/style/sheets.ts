/*
 * Stands in for `@rc-component/util/Dom/dynamicCSS`: the same functions on style sheet objects, which a
 * Content-Security-Policy without `unsafe-inline` allows.
 */

const sheets = new Map<string, CSSStyleSheet>();

/** Sets the styles of a key. */
export const updateCSS = (css: string, key: string): null => {
  const sheet = sheets.get(key) ?? new CSSStyleSheet();
  sheet.replaceSync(css);
  if (!sheets.has(key)) document.adoptedStyleSheets.push(sheet);
  sheets.set(key, sheet);
  return null;
};

/** Takes them away. */
export const removeCSS = (key: string): void => {
  const sheet = sheets.get(key);
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
  sheets.delete(key);
};

export const injectCSS = (css: string): null => updateCSS(css, css);

export const clearContainerCache = (): void => undefined;
