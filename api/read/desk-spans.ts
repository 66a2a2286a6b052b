import type { SelectQueryBuilder } from 'typeorm';
import type { Instant } from '../../domain/clock/instant';
import type { CaseRow } from '../../entities/case.entity';
import type { AppDeps } from '../deps';
import type { CaseFilterQuery } from '../dto/queries';
import type { Plain } from '../parse';
import { findCases, type Finding } from './case-list';
import { readsMore } from './scope';

/** Cases one of whose instants lies in a stretch of time. */
export interface Span {
  column: 'openedAt' | 'closedAt' | 'nextDueAt';
  from: Instant | null;
  to: Instant;
}

/** What a desk counts by time. */
export type Spans = Readonly<Record<'opened' | 'closed' | 'due', readonly Span[]>>;

/** How many cases lie in each of them. */
export type SpansCounted = Record<keyof Spans, number[]>;

type Find = SelectQueryBuilder<CaseRow>;

/**
 * What is opened at midnight belongs to the day that begins; what is due at midnight to the day that ends (settled 5.4). The
 * filters of the list say the same.
 */
export const signsOf = (column: Span['column']): { after: '>' | '>='; until: '<' | '<=' } =>
  column === 'nextDueAt' ? { after: '>', until: '<=' } : { after: '>=', until: '<' };

const within = ({ column, from, to }: Span, at: number): { sql: string; values: Record<string, Instant> } => {
  const { after, until } = signsOf(column);
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

/** A statement for each kind of span. Of what the viewer has only reported he is not told when it is due or was closed. */
export const countSpans = async (
  deps: AppDeps,
  query: Plain<CaseFilterQuery>,
  { finding, spans }: { finding: Finding; spans: Spans },
): Promise<SpansCounted> => {
  const { viewer, way } = finding;
  const all = (): Promise<Find> => findCases(deps, query, finding);
  const told = async (): Promise<Find> => {
    const find = await all();
    return find.andWhere(readsMore(find, viewer, way));
  };
  return {
    opened: await byParts(deps, await all(), spans.opened),
    closed: await byParts(deps, await told(), spans.closed),
    due: await byParts(deps, await told(), spans.due),
  };
};
