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
          names
            .split(',')
            .filter((name) => name.trim() !== '')
            .map(singleImport)
            .join(' '),
        )
      : null,
});

/**
 * What antd sets at run time (its variables, the width of a scroll bar) goes into style sheet objects: the page takes no
 * style elements, since its Content-Security-Policy allows styles from files alone.
 */
export const withoutStyleTags = (): Plugin => ({
  name: 'without-style-tags',
  enforce: 'pre',
  resolveId: (source) =>
    /(^|\/)dynamicCSS(\.js)?$/.test(source) ? join(import.meta.dirname, 'src/style/sheets.ts') : null,
});
