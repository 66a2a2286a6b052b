import { OPEN } from '../../domain/case/file';
import type { AppDeps } from '../deps';
import type { CaseFilterQuery } from '../dto/queries';
import type { Plain } from '../parse';
import { findCases, type Finding } from './case-list';
import { readsMore } from './scope';

/** How many open cases of a status, unit, type, grade and cycle there are. */
export interface Group {
  status: string;
  unitId: string | null;
  hazardType: string;
  grade: string | null;
  hasComeBack: boolean;
  /** False of cases that the viewer has only reported: of those he is told the state. */
  isReadWhole: boolean;
  count: number;
}

interface Row {
  status: string;
  unitId: string | null;
  hazardType: string;
  grade: string | null;
  cycle: number | string;
  more?: number | string;
  found: number | string;
}

/** All that is open, in one statement: every breakdown is a sum of these groups, which are some hundreds. */
export const groupsOfOpen = async (
  deps: AppDeps,
  query: Plain<CaseFilterQuery>,
  finding: Finding,
): Promise<Group[]> => {
  const find = await findCases(deps, { ...query, status: [...OPEN] }, finding);
  // In the order of `ix_case_desk`, which is read from end to end and holds all of it.
  find
    .select('c.townId', 'townId')
    .addSelect('c.status', 'status')
    .addSelect('c.responsibleUnitId', 'unitId')
    .addSelect('c.grade', 'grade')
    .addSelect('c.hazardType', 'hazardType')
    .addSelect('c.cycle', 'cycle')
    .addSelect('COUNT(*)', 'found')
    .groupBy('c.townId')
    .addGroupBy('c.status')
    .addGroupBy('c.responsibleUnitId')
    .addGroupBy('c.grade')
    .addGroupBy('c.hazardType')
    .addGroupBy('c.cycle');
  // Who reads all of it whole has nothing else, and no index is in the order of this.
  const isSplit = finding.viewer.scopes.some(({ all }) => !all);
  if (isSplit)
    find
      .addSelect(`CASE WHEN ${readsMore(find, finding.viewer, finding.way)} THEN 1 ELSE 0 END`, 'more')
      .addGroupBy('more');
  const rows = await find.getRawMany<Row>();
  return rows.map(({ status, unitId, hazardType, grade, cycle, more = 1, found }) => ({
    status,
    unitId,
    hazardType,
    grade,
    hasComeBack: Number(cycle) > 1,
    isReadWhole: Number(more) === 1,
    count: Number(found),
  }));
};
