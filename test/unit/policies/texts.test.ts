import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCalendar, loadPack, PackError, type Problem } from '../../../policies';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bihuan-texts-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

const problemsOf = (load: () => unknown): Problem[] => {
  try {
    load();
  } catch (error) {
    if (error instanceof PackError) return error.problems;
    throw error;
  }
  return [];
};

const pack = (...lines: string[]): Problem[] => {
  mkdirSync(join(root, 'bad'), { recursive: true });
  const file = join(root, 'bad', '1.0.0.yaml');
  const head = ['extends: { packId: baihe-2025, version: 1.0.0 }', 'packId: bad', 'version: 1.0.0'];
  writeFileSync(file, [...head, ...lines, ''].join('\n'));
  return problemsOf(() => loadPack(file));
};

const calendar = (text: string): Problem[] => {
  mkdirSync(join(root, 'calendars'), { recursive: true });
  writeFileSync(join(root, 'calendars', '2025.yaml'), text);
  return problemsOf(() => loadCalendar(root));
};

const ranges = [
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x2064],
  [0x2066, 0x2069],
] as const;
const hidden = [0xad, 0x61c, 0x85, 0x180e, 0x2028, 0x2029, 0x3164, 0xfeff, 0xfe0f, 0xe0041].concat(
  ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, at) => from + at)),
);
const named = (code: number): string => `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;

describe('characters that nobody sees', () => {
  it.each(hidden.map((code) => [named(code), String.fromCodePoint(code)]))(
    'U-12 %s is refused in a text, in the name of a field and in a comment, with its line and column',
    (name, character) => {
      const said = { code: 'hidden-character', line: 4, message: expect.stringContaining(name) };
      expect(pack(`title: 除险${character}保安`)).toEqual([expect.objectContaining({ ...said, column: 10 })]);
      expect(pack(`title${character}: 除险保安`)).toContainEqual(expect.objectContaining({ ...said, column: 6 }));
      expect(pack(`# 除险${character}保安`)).toEqual([expect.objectContaining({ ...said, column: 5 })]);
    },
  );

  it.each(['"除险\\u202E保安"', '"除险\\x00保安"', '"除险\\U000E0041保安"', '"\\uFEFF除险"', '"\\b"'])(
    'U-12 are refused when an escape hides them: %s',
    (text) => {
      expect(pack(`title: ${text}`)).toEqual([
        expect.objectContaining({ code: 'hidden-character', line: 4, column: 8 }),
      ]);
    },
  );

  it('U-12 are refused in a calendar', () => {
    expect(calendar("year: 2025\nbasis: 国办\u202e发明电\noff: ['2025-01-01']\nworked: []\n")).toEqual([
      expect.objectContaining({ code: 'hidden-character', line: 2, column: 10 }),
    ]);
  });

  it('may stand as the mark at the beginning of a file', () => {
    expect(calendar('\ufeffyear: 2025\n').some(({ code }) => code === 'hidden-character')).toBe(false);
  });
});

describe('marks that mean something to a program', () => {
  it.each([
    '<script>alert(1)</script>',
    '请看 <b>此处</b>',
    '<img src=x onerror=alert(1)>',
    '</td>',
    '<!-- x -->',
    '<?xml',
    '＜script＞',
    '&lt;script&gt;',
    '&#60;b',
    '&#x3c;',
    '&nbsp;',
  ])('U-12 markup is refused in a text: %s', (text) => {
    expect(pack(`title: '${text}'`)).toEqual([expect.objectContaining({ code: 'markup', line: 4 })]);
  });

  it.each(['{{x}}', '致{{ name }}', 'x}}', '${x}', '#{x}', '{% if %}', '限 %} 天'])(
    'U-12 template marks are refused in a text: %s',
    (text) => {
      expect(pack(`title: '${text}'`)).toEqual([expect.objectContaining({ code: 'template-mark', line: 4 })]);
    },
  );

  it('U-12 are refused on every line of a long text, in lists and in what is nested, at their own line', () => {
    expect(pack('title: |', '  第一行', '  第二行 <b>')).toEqual([
      expect.objectContaining({ code: 'markup', line: 6, column: 7 }),
    ]);
    expect(pack('listNames: { base: 底数, findings: "{{x}}", closedLoop: 整改, closed: "<p>" }')).toMatchObject([
      { code: 'template-mark', line: 4, column: 35 },
      { code: 'markup', line: 4 },
    ]);
  });

  it('do not stop plain writing: comparisons, quotes, ampersands, braces', () => {
    expect(pack("title: '面积 < 300㎡，高度<24米；A&B 公司；{甲}、50%、$100、“整改”'")).toEqual([]);
  });
});
