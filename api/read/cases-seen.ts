import { showsProtection, showsSource, type Sight } from '../../domain/case/sight';
import type { CaseRow } from '../../entities/case.entity';
import type { AppDeps } from '../deps';
import type { CaseListQuery } from '../dto/queries';
import type { PageAsked } from '../paging';
import { cursorKeyOf, findCases, listCases, type LampInstants } from './case-list';
import { sightsOf } from './sights';
import type { Viewer } from './viewer';

/** What a list of cases is asked for. */
export interface ListAsked {
  query: CaseListQuery;
  page: PageAsked;
  basis: LampInstants;
}

/** Whether a hit tells no more than the case itself does (settled 6.2): that it is protected, or where it came from. */
const isShown = ({ overlay, source, externalId }: CaseListQuery, sight: Sight): boolean =>
  (overlay !== 'protected-source' || showsProtection(sight)) &&
  ((source ?? externalId) === undefined || showsSource(sight));

/** One row more than the page. */
export const casesSeen = async (
  deps: AppDeps,
  viewer: Viewer,
  { query, page, basis }: ListAsked,
): Promise<CaseRow[]> => {
  const { limit } = page;
  const rowsAfter = async (after: PageAsked['after']): Promise<CaseRow[]> =>
    listCases(await findCases(deps, viewer, query, basis), query, { ...page, after });
  const { overlay, source, externalId } = query;
  if (overlay !== 'protected-source' && (source ?? externalId) === undefined) return rowsAfter(page.after);
  const seen: CaseRow[] = [];
  for (let { after } = page; ;) {
    const rows = await rowsAfter(after);
    const sightIn = await sightsOf(deps, viewer, rows);
    seen.push(...rows.filter((row) => isShown(query, sightIn(row))));
    const last = rows.at(-1);
    if (last === undefined || rows.length <= limit || seen.length > limit) return seen.slice(0, limit + 1);
    after = cursorKeyOf(query)(last);
  }
};
