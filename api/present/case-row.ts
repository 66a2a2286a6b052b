import type { Calendar } from '../../domain/clock/calendar';
import type { Instant } from '../../domain/clock/instant';
import { workingDaysLeft } from '../../domain/clock/time-left';
import { dueOnOf } from '../../domain/clock/term';
import type { Sight } from '../../domain/case/sight';
import type { CaseRow } from '../../entities/case.entity';
import type { CaseRowAnswer } from '../answers/case-row';
import type { DueAnswer, NextStepAnswer } from '../answers/clock';
import type { Plain } from '../parse';
import { asSeen, overlaysSeen } from './sight';

const lampOf = (dueAt: Instant, now: Instant, greenFrom: Instant): string => {
  if (dueAt <= now) return 'red';
  return dueAt < greenFrom ? 'yellow' : 'green';
};

/** What nearness is told by: the clock, the working days, the first due instant that is still green in a town. */
export interface RowBasis {
  now: Instant;
  green: (townId: string) => Instant;
  calendar: Calendar;
}

/** How near an instant is at which something is due in a town. */
export const presentDue = (dueAt: Instant, townId: string, { now, green, calendar }: RowBasis): Plain<DueAnswer> => {
  const dueOn = dueOnOf(dueAt);
  const lamp = lampOf(dueAt, now, green(townId));
  return { dueAt, dueOn, lamp, workingDaysLeft: workingDaysLeft(calendar, now, dueOn) };
};

/** What of a case is not in its row: how much of it who asks is shown, and what its clocks do next. */
export interface BesideRow {
  sight: Sight;
  nextStep: NextStepAnswer | null;
}

/** A case as lists show it, as far as who asks sees it. */
export const presentCaseRow =
  (basis: RowBasis, besideOf: (row: CaseRow) => BesideRow) =>
  (row: CaseRow): object => {
    const { sight, nextStep } = besideOf(row);
    const { townId, nextDueAt, nextDueClock: clock } = row;
    const nextDue = nextDueAt === null || clock === null ? null : { clock, ...presentDue(nextDueAt, townId, basis) };
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
      ...(sight === 'whole' ? { nextStep } : {}),
    };
    return asSeen(shown, sight);
  };
