import { once } from 'node:events';
import type { Response } from 'express';
import { invalidField } from '../problem';
import { BYTE_ORDER_MARK, csvLine } from './text';
import type { Column } from './columns';
import type { Called } from '../answering';

export const CSV_TYPE = 'text/csv; charset=utf-8';

/** A table has no more lines: a spreadsheet of more helps nobody, and making it takes the record from others. */
export const MOST_ROWS = 100_000;

/** @throws Problem 422 where there are too many to make a table of. */
export const requireFew = (count: number): void => {
  if (count > MOST_ROWS)
    throw invalidField('?format', 'parameter', `符合条件的超过 ${MOST_ROWS} 行，不能一次导出，请缩小筛选范围后再导出`);
};

/** The columns that were asked for, in that order; all where none were. @throws Problem 422 with those that there are. */
export const picked = (columns: readonly Column[], asked: readonly string[] | undefined): readonly Column[] => {
  if (asked === undefined) return columns;
  const known = new Map(columns.map((column) => [column.key, column]));
  return asked.map((key) => {
    const column = known.get(key);
    if (column !== undefined) return column;
    const message = `表格的列：没有 ${key} 这一列，可选 ${[...known.keys()].join('、')}`;
    throw invalidField('?columns', 'parameter', message);
  });
};

/** Lines of a table, with what their ids and codes are called. */
export interface Lines {
  items: readonly object[];
  called: Called;
}

/** An attachment of a Chinese name; the plain one is for what does not know RFC 6266. */
const disposition = (name: string): string =>
  `attachment; filename="list.csv"; filename*=UTF-8''${encodeURIComponent(`${name}.csv`)}`;

/**
 * Sends a table as its pages come, never faster than it is read: what is held is one page. The first page is asked for before
 * anything is sent, so that its refusals are answered as such; when a later one fails the connection is cut, for a table that
 * ends early looks whole.
 */
export const sendCsv = async (
  response: Response,
  { name, columns, pages }: { name: string; columns: readonly Column[]; pages: AsyncIterable<Lines> },
): Promise<void> => {
  let rows = 0;
  const begin = (): string => {
    response.status(200).set({
      'Content-Type': CSV_TYPE,
      'Content-Disposition': disposition(name),
      'Cache-Control': 'no-store',
    });
    return BYTE_ORDER_MARK + csvLine(columns.map(({ title }) => title));
  };
  if (response.req.method === 'HEAD') {
    begin();
    response.end();
    return;
  }
  for await (const { items, called } of pages) {
    const shown = items.slice(0, MOST_ROWS - rows);
    const lines = shown.map((item) => csvLine(columns.map((column) => column.cell(item, called))));
    const text = (response.headersSent ? '' : begin()) + lines.join('');
    rows += shown.length;
    if (response.destroyed) return;
    if (!response.write(text)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
    if (rows >= MOST_ROWS) break;
  }
  response.end();
};
