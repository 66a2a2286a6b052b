import { join } from 'node:path';
import type { Plugin } from 'vite';

const kebab = (name: string): string => name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();

/** `Table as Grid` → an import of that file alone; types go without one. */
const singleImport = (specifier: string): string => {
  const [name = '', local = name] = specifier.trim().split(/\s+as\s+/);
  return specifier.trim().startsWith('type ') ? '' : `import ${local} from 'antd/es/${kebab(name)}';`;
};

/** Each page loads the parts of antd that it uses: through the index of antd, every page would load those of all pages. */
export const antdPieceByPiece = (): Plugin => ({
  name: 'antd-piece-by-piece',
  enforce: 'pre',
  transform: (code, id) =>
    /\/web\/src\/.*\.tsx?$/.test(id)
      ? code.replace(/import \{([^}]+)\} from 'antd';/g, (_, names: string) =>
          names.split(',').filter((name) => name.trim() !== '').map(singleImport).join(' '),
        )
      : null,
});

/** antd's blue, from its lightest to its darkest, and ours. */
const blues: Readonly<Record<string, string>> = {
  '#e6f4ff': '#e8f1fa',
  '#bae0ff': '#cbe0f4',
  '#91caff': '#a3c8ea',
  '#69b1ff': '#6ea8dc',
  '#4096ff': '#2f7fca',
  '#1677ff': '#0b5cad',
  '#0958d9': '#08457f',
  '#003eb3': '#06386a',
  '#002c8c': '#052b52',
};

const styles = (css: string): string =>
  css
    .replace(/css-var-_R_\w+?_/g, 'css-var-bihuan')
    .replace(/#[\da-f]{6}\b/gi, (colour) => blues[colour.toLowerCase()] ?? colour);

/**
 * The ready-made styles of antd keep their variables under the keys of the page that they were taken from; here all of them
 * are under the one key that `providers.tsx` gives, in our blue.
 */
export const antdStyles = (): Plugin => ({
  name: 'antd-styles',
  enforce: 'pre',
  transform: (code, id) => (id.endsWith('antd.css') ? styles(code) : null),
});

/**
 * What antd sets at run time (the width of a scroll bar) goes into a style sheet object: the page takes no style elements,
 * since its Content-Security-Policy allows styles from files alone.
 */
export const withoutStyleTags = (): Plugin => ({
  name: 'without-style-tags',
  enforce: 'pre',
  resolveId: (source) =>
    /(^|\/)dynamicCSS(\.js)?$/.test(source) ? join(import.meta.dirname, 'src/style/sheets.ts') : null,
});
