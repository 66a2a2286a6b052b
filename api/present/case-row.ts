import type { Instant } from '../../domain/clock/instant';
import { dueOnOf } from '../../domain/clock/term';
import type { Sight } from '../../domain/case/sight';
import type { CaseRow } from '../../entities/case.entity';
import type { CaseRowAnswer } from '../answers/case-row';
import type { RowDueAnswer } from '../answers/clock';
import { asSeen, overlaysSeen } from './sight';

const lampOf = (dueAt: Instant, now: Instant, greenFrom: Instant): string => {
  if (dueAt <= now) return 'red';
  return dueAt < greenFrom ? 'yellow' : 'green';
};

const nextDueOf = (
  { nextDueAt: dueAt, nextDueClock: clock }: CaseRow,
  now: Instant,
  green: Instant,
): RowDueAnswer | null =>
  dueAt === null || clock === null ? null : { clock, dueAt, dueOn: dueOnOf(dueAt), lamp: lampOf(dueAt, now, green) };

/** A case as lists show it, as far as who asks sees it. */
export const presentCaseRow =
  (now: Instant, greenFrom: (townId: string) => Instant, sightOfRow: (row: CaseRow) => Sight) =>
  (row: CaseRow): object => {
    const sight = sightOfRow(row);
    const nextDue = nextDueOf(row, now, greenFrom(row.townId));
    const shown: CaseRowAnswer = {
      caseId: row.caseId,
      number: row.number,
      townId: row.townId,
      title: row.title,
      status: row.status,
      grade: row.grade,
      domain: row.domain,
      hazardType: row.hazardType,
      source: row.source,
      cycle: row.cycle,
      overlays: overlaysSeen(row, sight),
      leadUnitId: row.leadUnitId,
      responsibleUnitId: row.responsibleUnitId,
      siteId: row.siteId,
      address: row.address,
      externalId: row.externalId,
      openedAt: row.openedAt,
      closedAt: row.closedAt,
      updatedAt: row.updatedAt,
      version: row.version,
      lamp: nextDue?.lamp ?? 'green',
      nextDue,
    };
    return asSeen(shown, sight);
  };
