/** How an item was found. */
export type Verdict = '合格' | '不合格';

const mostItems = 30;
/** What stands before an item: `1.`, `（一）`, `①`, `-`. */
const mark = /^\s*(?:[-•·]|[（(]?[\d一二三四五六七八九十]+[)）、.．]|[①-⑳])\s*/;

/** What a paper asks for, item by item: a line each, or where it has one line alone, a clause each. */
export const itemsIn = (text: string): string[] => {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const parts = lines.length > 1 ? lines : text.split(/[；;]/);
  return parts
    .map((part) =>
      part
        .replace(mark, '')
        .replace(/[。；;]\s*$/, '')
        .trim(),
    )
    .filter((part) => part !== '')
    .slice(0, mostItems);
};

const lineOf = (item: string, verdict: Verdict): string => `${item}：${verdict}`;

/** How an item was found, as the findings say it; undefined where they do not. */
export const verdictIn = (findings: string, item: string): Verdict | undefined => {
  const lines = findings.split('\n');
  return (['合格', '不合格'] as const).find((verdict) => lines.includes(lineOf(item, verdict)));
};

/** The findings with this said of the item: in the place of what was said before, else below it all. */
export const withVerdict = (findings: string, item: string, verdict: Verdict): string => {
  const said = verdictIn(findings, item);
  const line = lineOf(item, verdict);
  if (said === undefined) return findings.trimEnd() === '' ? line : `${findings.trimEnd()}\n${line}`;
  return findings
    .split('\n')
    .map((one) => (one === lineOf(item, said) ? line : one))
    .join('\n');
};
