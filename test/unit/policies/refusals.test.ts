import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadPack, loadPacks, PackError, packOf, type Problem } from '../../../policies';
import { refusedPacks } from './refusals';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bihuan-policies-'));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

const write = (text: string): string => {
  mkdirSync(join(root, 'bad'), { recursive: true });
  const file = join(root, 'bad', '1.0.0.yaml');
  writeFileSync(file, text);
  return file;
};

const problemsOf = (load: () => unknown): Problem[] => {
  try {
    load();
  } catch (error) {
    if (error instanceof PackError) return error.problems;
    throw error;
  }
  return [];
};

describe('packs that are refused', () => {
  it.each(refusedPacks)('$row: refuses $what as $code at line $line', ({ text, code, line, message = '' }) => {
    const file = write(text);
    const problems = problemsOf(() => loadPack(file));
    expect(problems).toContainEqual(
      expect.objectContaining({ file, code, line, message: expect.stringContaining(message) }),
    );
    expect(problems.every((problem) => problem.column >= 1 && /[一-鿿]/.test(problem.message))).toBe(true);
  });

  it.each(refusedPacks)('$row: loads nothing from $what and keeps the packs that were active', ({ text }) => {
    const before = loadPacks().get('baihe-2025');
    const { version = '' } = before ?? {};
    write(text);
    expect(() => loadPacks(root)).toThrow(PackError);
    expect(packOf('baihe-2025', version)).toBe(before);
    expect(() => packOf('bad', '1.0.0')).toThrow(PackError);
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('yellowWd');
  });

  it('points into the file that a field comes from when the pack extends another', () => {
    const file = write('extends: { packId: drill, version: 1.0.0 }\npackId: bad\nversion: 1.0.0\n');
    expect(problemsOf(() => loadPack(file))).toMatchObject([{ code: 'bad-extends', line: 1 }]);
    const narrow = write(
      'extends: { packId: baihe-2025, version: 1.0.0 }\npackId: bad\nversion: 1.0.0\nacceptsPrintedDates: false\n',
    );
    const [problem] = problemsOf(() => loadPack(narrow));
    expect(problem).toMatchObject({ code: 'printed-date', path: '/hazardTypes/0/commonDueOn' });
    expect(problem?.file).toMatch(/baihe-2025\/1\.0\.0\.yaml$/);
  });

  it('lists every problem of a file, not only the first', () => {
    const file = write("packId: Bad\nversion: '1'\nlamp: {}\n");
    expect(problemsOf(() => loadPack(file)).map(({ path }) => path)).toEqual(
      expect.arrayContaining(['/packId', '/version', '/lamp', '']),
    );
  });

  it('refuses a pack whose place does not say its name and version', () => {
    write('extends: { packId: baihe-2025, version: 1.0.0 }\npackId: elsewhere\nversion: 1.0.0\n');
    expect(problemsOf(() => loadPacks(root))).toMatchObject([{ code: 'misplaced' }]);
  });
});
