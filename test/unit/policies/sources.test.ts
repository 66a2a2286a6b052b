import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeSource, RULE_BOOKS, bookOf, type Source } from '../../../domain/policy/source';
import { loadPacks } from '../../../policies';

const root = join(__dirname, '../../..');

/** Every source that stands anywhere in a value. */
const sourcesIn = (value: unknown): Source[] => {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'source' in value && typeof value.source === 'object' ? [value.source as Source] : [];
  return [...own, ...Object.values(value).flatMap(sourcesIn)];
};

describe('the source of a value', () => {
  it.each<[Source, string, string | null]>([
    [{ notice: '青白府〔2025〕5号', clause: '二（七）2', row: 'A-59' }, '青白府〔2025〕5号 二（七）2（A-59）', null],
    [{ law: '《中华人民共和国消防法》', article: '第二十八条' }, '《中华人民共和国消防法》 第二十八条', null],
    [{ default: 'lifecycle 2.5' }, '系统默认（本产品规则《办理流程与时限》2.5）', 'lifecycle'],
    [{ default: 'authority.md 4' }, '系统默认（本产品规则《权限与审批》4）', 'authority'],
    [{ default: 'drill' }, '演练用值', null],
  ])('%j reads %s', (source, text, link) => {
    expect([describeSource(source), bookOf(source)]).toEqual([text, link]);
  });

  it('can be looked up in every pack: a default names a book that is there, and a section of it', () => {
    const defaults = [...loadPacks().values()]
      .flatMap(sourcesIn)
      .flatMap((source) => ('default' in source && source.default !== 'drill' ? [source.default] : []));
    expect(defaults.length).toBeGreaterThan(50);
    const lost = [...new Set(defaults)].filter((text) => {
      const [book = '', ...section] = text.split(' ');
      const file = join(root, 'docs/domain', `${book}.md`);
      const number = section.join(' ');
      return (
        !existsSync(file) ||
        !new RegExp(`^#+ .*${number.replace('.', '\\.')}|\\*\\*${number}\\*\\*`, 'm').test(readFileSync(file, 'utf8'))
      );
    });
    expect(lost).toEqual([]);
  });

  it('names every book by a Chinese title', () => {
    expect(Object.values(RULE_BOOKS).every((title) => /[一-鿿]/.test(title ?? ''))).toBe(true);
  });
});
