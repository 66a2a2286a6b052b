/** Where a rule comes from; every element of a pack carries one and screens show it. */
export type Source =
  { notice: string; clause?: string; row?: string } | { law: string; article: string } | { default: string };

/** An element that says where it comes from. */
export interface Sourced {
  source: Source;
}

/** One line for people, such as `青白府〔2025〕5号 二（七）2（A-59）`. */
export const describeSource = (source: Source): string => {
  if ('notice' in source) {
    const row = source.row === undefined ? '' : `（${source.row}）`;
    return `${source.notice}${source.clause === undefined ? '' : ` ${source.clause}`}${row}`;
  }
  if ('law' in source) return `${source.law} ${source.article}`;
  return `系统默认（${source.default}）`;
};
