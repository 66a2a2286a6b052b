import type { SelectQueryBuilder } from 'typeorm';
import type { Instant } from '../../domain/clock/instant';
import type { CaseRow } from '../../entities/case.entity';
import type { AppDeps } from '../deps';
import type { CaseFilterQuery } from '../dto/queries';
import type { Plain } from '../parse';
import { findCases, type LampInstants } from './case-list';
import { readsMore } from './scope';
import type { Viewer } from './viewer';

/** Cases one of whose instants lies in a stretch of time. */
export interface Span {
  column: 'openedAt' | 'closedAt' | 'nextDueAt';
  from: Instant | null;
  to: Instant;
}

type Find = SelectQueryBuilder<CaseRow>;

/**
 * What is opened at midnight belongs to the day that begins; what is due at midnight to the day that ends (settled 5.4). The
 * filters of the list say the same.
 */
const within = ({ column, from, to }: Span, at: number): { sql: string; values: Record<string, Instant> } => {
  const [after, until] = column === 'nextDueAt' ? ['>', '<='] : ['>=', '<'];
  const lower = from === null ? '' : `c.${column} ${after} :from${at} AND `;
  return {
    sql: `${lower}c.${column} ${until} :to${at}`,
    values: { ...(from === null ? {} : { [`from${at}`]: from }), [`to${at}`]: to },
  };
};

/** A part for each span, which walks the index of its instants and reads no case. */
const byParts = async (deps: AppDeps, find: Find, spans: readonly Span[]): Promise<number[]> => {
  const parts = spans.map((span, at) => {
    const { sql, values } = within(span, at);
    return find.clone().select('COUNT(*)', 'found').andWhere(sql, values).getQueryAndParameters();
  });
  const text = parts.map(([sql], at) => `SELECT ${at} AS span, found FROM (${sql}) p${at}`).join(' UNION ALL ');
  const parameters = parts.flatMap(([, values]) => values as unknown[]);
  const rows = await deps.db.query<{ span: number | string; found: number | string }[]>(text, parameters);
  const found = new Map(rows.map((row) => [Number(row.span), Number(row.found)]));
  return spans.map((_, at) => found.get(at) ?? 0);
};

/** One look at each case of the viewer's that lies in any of them. */
const byOneLook = async (find: Find, spans: readonly Span[]): Promise<number[]> => {
  const all = spans.map(within);
  find.select('1', 'one').andWhere(`(${all.map(({ sql }) => sql).join(' OR ')})`);
  for (const [at, { sql, values }] of all.entries())
    find.addSelect(`SUM(CASE WHEN ${sql} THEN 1 ELSE 0 END)`, `n${at}`).setParameters(values);
  const row = await find.getRawOne<Record<string, number | string | null>>();
  return spans.map((_, at) => Number(row?.[`n${at}`] ?? 0));
};

interface Counting {
  query: Plain<CaseFilterQuery>;
  basis: LampInstants;
  viewer: Viewer;
}

/** Whether the viewer, or what is asked, names the cases: then there are few of the town's. */
export const isNamed = ({ viewer: { scopes }, query }: Counting): boolean =>
  !scopes.some(({ all }) => all) || query.responsibleUnitId !== undefined;

/** How many cases lie in each of these spans, which are of one column, in one statement. */
export const countSpans = async (
  deps: AppDeps,
  counting: Counting,
  { spans, asksMore }: { spans: readonly Span[]; asksMore: boolean },
): Promise<number[]> => {
  const { query, basis, viewer } = counting;
  const way = isNamed(counting) ? 'all' : 'page';
  const find = await findCases(deps, query, { viewer, basis, way });
  if (asksMore) find.andWhere(readsMore(find, viewer, way));
  return way === 'page' ? byParts(deps, find, spans) : byOneLook(find, spans);
};
