import type { Request, Response } from 'express';
import { calledIn, type Called } from './answering';
import { compact, omit } from './compact';
import { columnsOf } from './csv/columns';
import { MOST_ROWS, picked, requireFew, sendCsv, type Lines } from './csv/send';
import type { AppDeps } from './deps';
import type { TableQuery } from './dto/query-fields';
import { pageIn, type KeyPart, type Page, type PageAsked } from './paging';
import type { Dto, Plain } from './parse';
import { pathOf } from './preconditions';
import { invalidField } from './problem';
import { readQuery } from './query';
import { viewerOf, type Viewer } from './read/viewer';
import type { Route, Success } from './route';
import { placeOf } from './serving';

/** A list as it was asked for by somebody: his right to it is checked, its pages are still to be read. */
export interface Listing {
  /** The classes of its lines. */
  items: readonly Dto<object>[];
  /** What the key of a line consists of. */
  key: readonly KeyPart[];
  page(asked: PageAsked): Promise<Page<object>>;
  /** How many lines there are; where there are more than `most`, that there are more. */
  count(most: number): Promise<number>;
  /** What stands beside a page of JSON. */
  beside?(): Promise<object>;
}

/** A route whose list is given page by page as JSON, and whole as a table. */
interface ListRoute<Q extends TableQuery> extends Omit<Route, 'method' | 'query' | 'handle' | 'success' | 'csv'> {
  query: Dto<Q>;
  success: Success & { answer: Dto<object> };
  /** What its table is called, Chinese. */
  csv: string;
  open: (request: Request, query: Plain<Q>, viewer: Viewer) => Promise<Listing>;
}

/** Read at once for a table. */
const linesAPage = 200;

/** @throws Problem 422 where a parameter belongs to the other format. */
const requireOneFormat = ({ format, columns, cursor, limit }: TableQuery): void => {
  if (format !== 'csv' && columns !== undefined)
    throw invalidField('?columns', 'conflict', '选择表格的列须同时以 CSV 下载（format=csv）。');
  if (format === 'csv' && (cursor ?? limit) !== undefined)
    throw invalidField(
      cursor === undefined ? '?limit' : '?cursor',
      'conflict',
      'format=csv 一次给出全部行，不能与 cursor、limit 同用。',
    );
};

/** Towns have names as well in a table, where no other list stands beside it. */
const withTowns = ({ towns }: Viewer, { names, labels }: Called): Called => ({
  names: { ...Object.fromEntries(towns.map(({ townId, name }) => [townId, name])), ...names },
  labels,
});

/** What a table is made of. */
interface Table {
  listing: Listing;
  viewer: Viewer;
  /** The class of a page. */
  of: Dto<object>;
  /** Counts what went out. */
  sent: { rows: number };
}

async function* pagesOf(
  deps: AppDeps,
  request: Request,
  { listing, viewer, of, sent }: Table,
): AsyncGenerator<Lines, void, void> {
  for (let cursor: string | null | undefined; cursor !== null;) {
    const asked = { limit: linesAPage, ...(cursor === undefined ? {} : { cursor }) };
    const page: Page<object> = await listing.page(pageIn(deps, request, asked, listing.key));
    sent.rows += page.items.length;
    yield { items: page.items, called: withTowns(viewer, await calledIn(deps, viewer, page, of)) };
    cursor = page.nextCursor;
  }
}

/** What went out as a table stands in the audit log: by whom, how it was narrowed and how much it was. */
const auditTable = async (deps: AppDeps, request: Request, { viewer, sent }: Table): Promise<void> => {
  const { personId, townIds } = viewer;
  // What was searched for may name somebody.
  const narrowed = omit(request.query as Record<string, unknown>, 'q', 'format', 'columns');
  const [townId = null] = townIds.length === 1 ? townIds : [];
  const entry = {
    ...{ personId, townId, action: 'list-exported', ref: pathOf(request).split('/').at(-1) ?? '' },
    data: { rows: sent.rows, ...narrowed },
    place: placeOf(request),
  };
  await deps.door.audit(entry).catch((error: unknown) => {
    deps.logger.warn('a table that went out is not audited', { error });
  });
};

/** A list that is given page by page as JSON and whole as a table, by the same query and the same right to read. */
export const listRoute = <Q extends TableQuery>(deps: AppDeps, { open, ...route }: ListRoute<Q>): Route => {
  const { query: dto, success, csv: name } = route;
  const table = async (request: Request, response: Response, listing: Listing, asked: TableQuery): Promise<void> => {
    const columns = picked(columnsOf(listing.items), asked.columns);
    requireFew(await listing.count(MOST_ROWS));
    const made = { listing, viewer: await viewerOf(deps, request), of: success.answer, sent: { rows: 0 } };
    try {
      await sendCsv(response, { name, columns, pages: pagesOf(deps, request, made) });
    } finally {
      if (response.headersSent) await auditTable(deps, request, made);
    }
  };
  return {
    ...route,
    method: 'get',
    async handle(request, response) {
      const query = readQuery(request, dto);
      const { format, columns, limit, cursor } = query;
      const asked: TableQuery = compact({ format, columns, limit, cursor });
      requireOneFormat(asked);
      const listing = await open(request, query, await viewerOf(deps, request));
      if (format === 'csv') {
        await table(request, response, listing, asked);
        return;
      }
      const page = await listing.page(pageIn(deps, request, asked, listing.key));
      response.json({ ...(await listing.beside?.()), ...page });
    },
  };
};
