import type { SelectQueryBuilder } from 'typeorm';
import { OPEN } from '../../domain/case/file';
import type { CaseRow } from '../../entities/case.entity';
import type { AppDeps } from '../deps';
import type { CaseFilterQuery } from '../dto/queries';
import type { Plain } from '../parse';
import { findCases, type Finding } from './case-list';
import { reportedCases } from './few-cases';
import { readsMoreOfOwn } from './scope';

/** How many cases of a status, unit, type, grade and cycle there are. */
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

/** The same as the database answers it; some drivers answer numbers as text. */
export interface GroupRow {
  status: string;
  unitId: string | null;
  hazardType: string;
  grade: string | null;
  cycle: number | string;
  more?: number | string;
  found: number | string;
}

export const groupIn = ({ status, unitId, hazardType, grade, cycle, more = 1, found }: GroupRow): Group => ({
  status,
  unitId,
  hazardType,
  grade,
  hasComeBack: Number(cycle) > 1,
  isReadWhole: Number(more) === 1,
  count: Number(found),
});

/** By what cases are grouped, in the order of `ix_case_desk`, which is read from end to end and holds all of it. */
export const groupColumns = (find: SelectQueryBuilder<CaseRow>): void => {
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
};

/** Who reads all of it whole has nothing else, and no index is in the order of this. */
export const splitByMore = async (
  { db }: AppDeps,
  find: SelectQueryBuilder<CaseRow>,
  { viewer }: Finding,
): Promise<void> => {
  if (!viewer.scopes.some(({ all }) => !all)) return;
  const more = readsMoreOfOwn(find, viewer, await reportedCases(db, viewer));
  find.addSelect(`CASE WHEN ${more} THEN 1 ELSE 0 END`, 'more').addGroupBy('more');
};

/** All that is open, in one statement: every breakdown is a sum of these groups, which are some hundreds. */
export const groupsOfOpen = async (
  deps: AppDeps,
  query: Plain<CaseFilterQuery>,
  finding: Finding,
): Promise<Group[]> => {
  const find = await findCases(deps, { ...query, status: [...OPEN] }, finding);
  groupColumns(find);
  await splitByMore(deps, find, finding);
  return (await find.getRawMany<GroupRow>()).map(groupIn);
};
