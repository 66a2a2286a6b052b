import { In, type SelectQueryBuilder } from 'typeorm';
import { EscalationCaseRow, EscalationRow } from '../../entities/escalation.entity';
import type { AppDeps } from '../deps';
import type { EscalationListQuery } from '../dto/queries';
import type { PageAsked } from '../paging';
import { spansAt, type DueSpan } from './due-spans';
import { reportsOnBehalf } from './on-behalf';
import { scopeEscalations } from './scope';
import type { Viewer } from './viewer';

const narrowTo = (find: SelectQueryBuilder<EscalationRow>, { after, until }: DueSpan): void => {
  find.andWhere('e.nextDueAt <= :until', { until });
  if (after !== null) find.andWhere('e.nextDueAt > :dueAfter', { dueAfter: after });
};

/** The escalations that a viewer may read, narrowed by the filters; no order and no page yet. */
export const findEscalations = async (
  deps: AppDeps,
  viewer: Viewer,
  { act, status, caseId, unitId, subjectId, due }: EscalationListQuery,
): Promise<SelectQueryBuilder<EscalationRow>> => {
  const find = deps.db.getRepository(EscalationRow).createQueryBuilder('e').where('1 = 1');
  scopeEscalations(find, viewer, await reportsOnBehalf(deps, viewer));
  if (act !== undefined) find.andWhere('e.act = :act', { act });
  if (status !== undefined) find.andWhere('e.status IN (:...status)', { status });
  if (caseId !== undefined) {
    const links = await deps.db.getRepository(EscalationCaseRow).findBy({ caseId });
    find.andWhere({ escalationId: In(links.map((link) => link.escalationId)) });
  }
  if (unitId !== undefined) find.andWhere('e.addressee = :toUnit', { toUnit: `unit:${unitId}` });
  if (subjectId !== undefined) find.andWhere('e.addressee = :toSubject', { toSubject: `subject:${subjectId}` });
  if (due !== undefined) narrowTo(find, spansAt(await deps.door.now())[due]);
  return find;
};

/** One row more than the page, the newest first, with the cases that each is about. */
export const escalationPage = async (
  deps: AppDeps,
  viewer: Viewer,
  query: EscalationListQuery,
  { limit, after }: PageAsked,
): Promise<{ rows: EscalationRow[]; casesOf: (row: EscalationRow) => string[] }> => {
  const find = await findEscalations(deps, viewer, query);
  if (after !== undefined)
    find.andWhere('(e.openedAt < :at OR (e.openedAt = :at AND e.escalationId < :id))', { at: after[0], id: after[1] });
  const rows = await find
    .orderBy('e.openedAt', 'DESC')
    .addOrderBy('e.escalationId', 'DESC')
    .take(limit + 1)
    .getMany();
  const linked = await deps.db
    .getRepository(EscalationCaseRow)
    .findBy({ escalationId: In(rows.map(({ escalationId }) => escalationId)) });
  const casesOf = ({ escalationId }: EscalationRow): string[] =>
    linked.filter((link) => link.escalationId === escalationId).map(({ caseId }) => caseId);
  return { rows, casesOf };
};
