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

/** Rows of the database; some drivers answer counts as text. */
type Found = { status: string; found: number | string }[];

type Counted = readonly Plain<StatusCountAnswer>[];

const limited = (status: CaseStatus, counted: number, most: number): Plain<StatusCountAnswer> => ({
  status,
  count: Math.min(counted, most),
  atLeast: counted > most,
});

const askedStatuses = ({ status }: CaseFilterQuery): readonly CaseStatus[] =>
  CASE_STATUSES.filter((one) => status === undefined || status.includes(one));

/** One statement with a part for each status, which walks the index of statuses and stops where enough are counted. */
const byStatus = async (deps: AppDeps, viewer: Viewer, { query, basis }: Counting): Promise<Found> => {
  const find = await findCases(deps, query, { viewer, basis, way: 'page' });
  const parts = askedStatuses(query).map((status, at) =>
    find
      .clone()
      .select('1', 'found')
      .andWhere('c.status = :counted', { counted: status })
      .limit(mostOfStatus + 1)
      .getQueryAndParameters()
      .map((part, index) =>
        index === 0 ? `SELECT '${status}' AS status, COUNT(*) AS found FROM (${String(part)}) p${at}` : part,
      ),
  );
  return deps.db.query<Found>(
    parts.map(([part]) => String(part)).join(' UNION ALL '),
    parts.flatMap(([, parameters]) => parameters as unknown[]),
  );
};

/** All that match are taken from what names them, and grouped: of the town's cases most are of others. */
const byLinks = async (deps: AppDeps, viewer: Viewer, { query, basis }: Counting): Promise<Found> => {
  const find = await findCases(deps, query, { viewer, basis, way: 'all' });
  return find.select('c.status', 'status').addSelect('COUNT(*)', 'found').groupBy('c.status').getRawMany();
};

/** Whether something names what is counted: keys of the viewer, or a link that is asked for. */
const isNamed = ({ scopes }: Viewer, { unitId, subjectId, campaignId }: CaseFilterQuery): boolean =>
  !scopes.some(({ all }) => all) || (unitId ?? subjectId ?? campaignId) !== undefined;

const byDatabase = async (deps: AppDeps, viewer: Viewer, counting: Counting): Promise<Counted> => {
  const { query } = counting;
  const rows = await (isNamed(viewer, query) ? byLinks : byStatus)(deps, viewer, counting);
  const found = new Map(rows.map((row) => [row.status, Number(row.found)]));
  return askedStatuses(query).map((status) => limited(status, found.get(status) ?? 0, mostOfStatus));
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
