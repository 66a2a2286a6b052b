import { showsProtection, showsSource, type Sight } from '../../domain/case/sight';
import type { CaseRow } from '../../entities/case.entity';
import type { AppDeps } from '../deps';
import type { CaseFilterQuery, CaseListQuery } from '../dto/queries';
import { cursorKeyOf, findCases, listCases, type LampInstants, type Stretch } from './case-list';
import { sightsOf } from './sights';
import type { Viewer } from './viewer';

/** What a list of cases is asked for. */
export interface ListAsked {
  query: CaseListQuery;
  page: Stretch;
  basis: LampInstants;
}

/** Whether what is asked leads to cases that are judged one by one, and not by the database. */
export const asksJudged = ({ overlay, source, externalId }: CaseFilterQuery): boolean =>
  overlay === 'protected-source' || (source ?? externalId) !== undefined;

/** Whether a hit tells no more than the case itself does (settled 6.2): that it is protected, or where it came from. */
const isShown = ({ overlay, source, externalId }: CaseFilterQuery, sight: Sight): boolean =>
  (overlay !== 'protected-source' || showsProtection(sight)) &&
  ((source ?? externalId) === undefined || showsSource(sight));

/** One row more than the page. */
export const casesSeen = async (
  deps: AppDeps,
  viewer: Viewer,
  { query, page, basis }: ListAsked,
): Promise<CaseRow[]> => {
  const { limit } = page;
  const rowsAfter = async (after: Stretch['after']): Promise<CaseRow[]> =>
    listCases(await findCases(deps, query, { viewer, basis, way: 'page' }), query, { ...page, after });
  if (!asksJudged(query)) return rowsAfter(page.after);
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
