import { createReadStream } from 'node:fs';
import type { DataSources } from '../../entities/data-source';
import type { SqlValue } from '../admin';
import { copyInto, type StoredRow } from '../copied-rows';

const pageSize = 1_000;

const isList = (value: unknown): value is unknown[] => Array.isArray(value);
const isNames = (value: unknown): value is string[] => isList(value) && value.every((one) => typeof one === 'string');
const isValue = (value: unknown): value is SqlValue =>
  value === null || typeof value === 'string' || typeof value === 'number';

const lineIn = (text: string): unknown => JSON.parse(text);

/** Lines by line feeds alone: readline would also break a text at its U+2028. */
async function* linesIn(file: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of createReadStream(file, 'utf8')) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') throw new Error(`${file} ends in the middle of a line`);
}

/** Pages of rows with the names of their columns. @throws where a line is none that a dump writes */
async function* pagesIn(file: string): AsyncGenerator<StoredRow[]> {
  let columns: string[] | undefined;
  let page: StoredRow[] = [];
  for await (const text of linesIn(file)) {
    const line = lineIn(text);
    if (columns === undefined) {
      if (!isNames(line)) throw new Error(`${file} does not begin with the names of its columns`);
      columns = line;
      continue;
    }
    const names = columns;
    if (!isList(line) || line.length !== names.length || !line.every(isValue))
      throw new Error(`${file} holds a line that is no row`);
    const values = line.filter(isValue);
    page.push(Object.fromEntries(names.map((name, index) => [name, values[index] ?? null])));
    if (page.length === pageSize) {
      yield page;
      page = [];
    }
  }
  if (page.length > 0) yield page;
}

/** Writes the rows of a dumped table; returns how many. */
export const loadTable = async (sources: DataSources, table: string, file: string): Promise<number> => {
  let rows = 0;
  for await (const page of pagesIn(file)) {
    await sources.oneAtATime(() =>
      sources.write.transaction(async (tx) => {
        for (const { sql, params } of copyInto(table, page)) await tx.query(sql, params);
      }),
    );
    rows += page.length;
  }
  return rows;
};
