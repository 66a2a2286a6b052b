/** Where a rule comes from; every element of a pack carries one and screens show it. */
export type Source =
  { notice: string; clause?: string; row?: string } | { law: string; article: string } | { default: string };

/** An element that says where it comes from. */
export interface Sourced {
  source: Source;
}

/** The books of rules of this product (`docs/domain/`), from which a value comes where no notice and no law gives one. */
export const RULE_BOOKS: Partial<Record<string, string>> = {
  lifecycle: '办理流程与时限',
  authority: '权限与审批',
  roles: '岗位与职责',
  documents: '文书',
  'edge-cases': '特殊情形',
  settled: '已定规则',
  notices: '通知摘要',
};

/** The book and section that a default names, such as `lifecycle 2.5`; null for one that is of no book, such as a drill's. */
const placeOf = (text: string): { book: string; section: string } | null => {
  const [name = '', ...rest] = text.split(' ');
  const book = name.replace(/\.md$/, '');
  return Object.hasOwn(RULE_BOOKS, book) && rest.length > 0 ? { book, section: rest.join(' ') } : null;
};

/** One line for people, such as `青白府〔2025〕5号 二（七）2（A-59）`. */
export const describeSource = (source: Source): string => {
  if ('notice' in source) {
    const row = source.row === undefined ? '' : `（${source.row}）`;
    return `${source.notice}${source.clause === undefined ? '' : ` ${source.clause}`}${row}`;
  }
  if ('law' in source) return `${source.law} ${source.article}`;
  const place = placeOf(source.default);
  if (place === null) return source.default === 'drill' ? '演练用值' : `系统默认（${source.default}）`;
  return `系统默认（本产品规则《${RULE_BOOKS[place.book] ?? place.book}》${place.section}）`;
};

/** The book of this product's rules in which a default is found; null for a notice or a law, which stand elsewhere. */
export const bookOf = (source: Source): string | null =>
  'default' in source ? (placeOf(source.default)?.book ?? null) : null;
