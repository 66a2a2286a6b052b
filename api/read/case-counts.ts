import { CASE_STATUSES, type CaseStatus } from '../../domain/case/file';
import type { StatusCountAnswer } from '../answers/case-counts';
import type { AppDeps } from '../deps';
import type { CaseFilterQuery } from '../dto/queries';
import type { Plain } from '../parse';
import { findCases, type LampInstants } from './case-list';
import { asksJudged, casesSeen } from './cases-seen';
import type { Viewer } from './viewer';

/** Of each status no more are counted: what is archived grows without end, and people read "more than ten thousand" of it. */
const mostOfStatus = 10_000;
/** Of cases that are judged one by one no more are read. */
const mostJudged = 200;

interface Counting {
  query: CaseFilterQuery;
  basis: LampInstants;
}

type Counted = readonly Plain<StatusCountAnswer>[];

const limited = (status: CaseStatus, counted: number, most: number): Plain<StatusCountAnswer> => ({
  status,
  count: Math.min(counted, most),
  atLeast: counted > most,
});

const askedStatuses = ({ status }: CaseFilterQuery): readonly CaseStatus[] =>
  CASE_STATUSES.filter((one) => status === undefined || status.includes(one));

/** One statement with a part for each status, which walks the index of statuses and stops where enough are counted. */
const byDatabase = async (deps: AppDeps, viewer: Viewer, { query, basis }: Counting): Promise<Counted> => {
  const find = await findCases(deps, viewer, query, basis);
  const statuses = askedStatuses(query);
  const parts = statuses.map((status, at) =>
    find
      .clone()
      .select('1', 'found')
      .andWhere('c.status = :counted', { counted: status })
      .limit(mostOfStatus + 1)
      .getQueryAndParameters()
      .map((part, index) =>
        index === 0 ? `SELECT ${at} AS at, COUNT(*) AS found FROM (${String(part)}) p${at}` : part,
      ),
  );
  const sql = parts.map(([part]) => String(part)).join(' UNION ALL ');
  const rows = await deps.db.query<{ at: number | string; found: number | string }[]>(
    sql,
    parts.flatMap(([, parameters]) => parameters as unknown[]),
  );
  const found = new Map(rows.map((row) => [Number(row.at), Number(row.found)]));
  return statuses.map((status, at) => limited(status, found.get(at) ?? 0, mostOfStatus));
};

/** What a hit would tell is judged case by case, as in the list (settled 6.2). */
const byJudging = async (deps: AppDeps, viewer: Viewer, { query, basis }: Counting): Promise<Counted> => {
  const page = { limit: mostJudged, after: undefined };
  const seen = await casesSeen(deps, viewer, { query, page, basis });
  const isMore = seen.length > mostJudged;
  const rows = seen.slice(0, mostJudged);
  return askedStatuses(query).map((status) => ({
    ...limited(status, rows.filter((row) => row.status === status).length, mostJudged),
    atLeast: isMore,
  }));
};

/** How many cases the list has for whoever asks, of each status; the list and the counts are narrowed by the same query. */
export const countCases = (deps: AppDeps, viewer: Viewer, counting: Counting): Promise<Counted> =>
  asksJudged(counting.query) ? byJudging(deps, viewer, counting) : byDatabase(deps, viewer, counting);
