import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { rootDir } from '../../../config';

const folders = ['domain', 'policies', 'record', 'api', 'workflows', 'worker', 'activities', 'entities', 'scripts'];
const endings = ['.ts', '.yaml'];

const texts = folders.flatMap((folder) =>
  readdirSync(join(rootDir, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => endings.includes(extname(name)))
    .map((name) => ({ file: join(folder, name), text: readFileSync(join(rootDir, folder, name), 'utf8') })),
);

const doc = (name: string): string => readFileSync(join(rootDir, 'docs', 'domain', `${name}.md`), 'utf8');

/** Numbers of the headings of a document. */
const sections = (name: string): Set<string> =>
  new Set([...doc(name).matchAll(/^#+ (\d+(?:\.\d+)*)[ .]/gm)].map(([, number]) => number ?? ''));

interface Citation {
  file: string;
  cited: string;
}

/** What is cited of a document by number: `settled 1.2`, `settled 1.1, 5.4`, `authority.md 5`. */
const citationsOf = (name: string): Citation[] =>
  texts.flatMap(({ file, text }) =>
    [...text.matchAll(new RegExp(`\\b${name}(?:\\.md)? (\\d+(?:\\.\\d+)*(?:, \\d+(?:\\.\\d+)*)*)`, 'g'))].flatMap(
      ([, numbers = '']) => numbers.split(', ').map((cited) => ({ file, cited })),
    ),
  );

/** Each number once, with the first file that cites it. */
const once = (citations: Citation[]): string[] =>
  [...new Map(citations.map(({ file, cited }) => [cited, file] as const).reverse())].map(
    ([cited, file]) => `${cited} in ${file}`,
  );

describe('the rules that comments cite', () => {
  it.each(['settled', 'authority', 'lifecycle', 'roles', 'documents'])('are in docs/domain/%s.md', (name) => {
    const there = sections(name);
    const citations = citationsOf(name);
    expect(citations.length).toBeGreaterThan(0);
    expect(once(citations.filter(({ cited }) => !there.has(cited)))).toEqual([]);
  });

  it.each([
    ['edge-cases', /\bX-\d+\b/g],
    ['notices', /\b[A-E]-\d{1,3}\b(?!\d|-)/g],
    ['documents', /\bDOC-\d+\b/g],
  ])('are in docs/domain/%s.md by their own numbers', (name, pattern) => {
    const there = doc(name);
    const missing = texts.flatMap(({ file, text }) =>
      [...text.matchAll(/\/\*\*?[\s\S]*?\*\/|\/\/.*|^\s*#.*/gm)]
        .flatMap(([comment]) => comment.match(pattern) ?? [])
        .filter((cited) => !new RegExp(`\\b${cited}\\b`).test(there))
        .map((cited) => ({ file, cited })),
    );
    expect(once(missing)).toEqual([]);
  });

  it('name no document that is not there', () => {
    const known = new Set(
      ['', 'domain', 'decisions'].flatMap((folder) =>
        readdirSync(join(rootDir, 'docs', folder)).filter((name) => name.endsWith('.md')),
      ),
    );
    const unknown = texts.flatMap(({ file, text }) =>
      [...text.matchAll(/\b([a-z][a-z-]+\.md)\b/g)]
        .filter(([, name = '']) => !known.has(name))
        .map(([, cited = '']) => ({ file, cited })),
    );
    expect(once(unknown)).toEqual([]);
  });
});
