import type { SelectQueryBuilder } from 'typeorm';
import { CaseRow, CaseSubjectRow, ClosedListRow } from '../../entities/case.entity';
import { SubjectRow } from '../../entities/place.entity';
import type { ClosedCaseAnswer, ClosedSubjectAnswer } from '../answers/closed-list';
import type { AppDeps } from '../deps';
import type { PageAsked } from '../paging';
import { scopeCases } from './scope';
import type { Viewer } from './viewer';

/**
 * Lines of the closed list that the viewer may read; a relapse has taken its line off. From the list to the cases, in the
 * order of its index: the other way round every closed case of the town is sorted (488 ms at 80,000).
 */
export const findClosedCases = ({ db }: AppDeps, viewer: Viewer): SelectQueryBuilder<ClosedListRow> => {
  const find = db
    .getRepository(ClosedListRow)
    .createQueryBuilder('l')
    .innerJoin(CaseRow, 'c', 'c.caseId = l.caseId')
    .where('l.removedAt IS NULL AND l.townId IN (:...towns)', { towns: ['', ...viewer.townIds] });
  return scopeCases(find, viewer);
};

/** One line more than the page, the last closed first. */
export const closedCases = async (
  deps: AppDeps,
  viewer: Viewer,
  { limit, after }: PageAsked,
): Promise<ClosedCaseAnswer[]> => {
  const find = findClosedCases(deps, viewer)
    .select(['l.caseId AS caseId', 'l.closedAt AS closedAt', 'l.cycle AS cycle'])
    .addSelect(['c.number AS number', 'c.title AS title', 'c.status AS status', 'c.grade AS grade'])
    .orderBy('l.closedAt', 'DESC')
    .addOrderBy('l.caseId', 'DESC')
    .limit(limit + 1);
  if (after !== undefined)
    find.andWhere('(l.closedAt < :at OR (l.closedAt = :at AND l.caseId < :id))', { at: after[0], id: after[1] });
  return find.getRawMany<ClosedCaseAnswer>();
};

type ClosedSubject = Omit<ClosedSubjectAnswer, 'cases'> & { cases: number | string };

/** Subjects all of whose readable cases are closed, none of them relapsed since; those of a double are its survivor's. */
export const findClosedSubjects = ({ db }: AppDeps, viewer: Viewer): SelectQueryBuilder<CaseRow> => {
  const find = db
    .getRepository(CaseRow)
    .createQueryBuilder('c')
    .innerJoin(CaseSubjectRow, 'cs', 'cs.caseId = c.caseId')
    .innerJoin(SubjectRow, 'd', 'd.subjectId = cs.subjectId')
    .innerJoin(SubjectRow, 's', 's.subjectId = COALESCE(d.mergedInto, d.subjectId)')
    .leftJoin(ClosedListRow, 'l', 'l.caseId = c.caseId AND l.removedAt IS NULL')
    .where("c.status <> 'void'")
    .groupBy('s.subjectId')
    .addGroupBy('s.name')
    .having('SUM(CASE WHEN l.caseId IS NULL THEN 1 ELSE 0 END) = 0');
  return scopeCases(find, viewer);
};

/** One line more than the page, the last closed first. */
export const closedSubjects = async (
  deps: AppDeps,
  viewer: Viewer,
  { limit, after }: PageAsked,
): Promise<ClosedSubjectAnswer[]> => {
  const find = findClosedSubjects(deps, viewer)
    .select(['s.subjectId AS subjectId', 's.name AS name'])
    .addSelect('COUNT(DISTINCT c.caseId)', 'cases')
    .addSelect('MAX(l.closedAt)', 'closedAt')
    .orderBy('MAX(l.closedAt)', 'DESC')
    .addOrderBy('s.subjectId', 'DESC')
    .limit(limit + 1);
  if (after !== undefined)
    find.andHaving('(MAX(l.closedAt) < :at OR (MAX(l.closedAt) = :at AND s.subjectId < :id))', {
      at: after[0],
      id: after[1],
    });
  const rows = await find.getRawMany<ClosedSubject>();
  return rows.map((row) => ({ ...row, cases: Number(row.cases) }));
};
