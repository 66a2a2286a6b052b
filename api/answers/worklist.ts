import { Named } from '../dto/named';
import { CaseRowAnswer } from './case-row';
import { DueAnswer } from './clock';
import { EscalationRowAnswer } from './escalation';
import { Count, Instant, List, LabelsByCode, NamesById, One, OneOfThese, OrNull, Words } from './shape';

/** A case in which the reader owes something. */
export class OwedCaseAnswer extends CaseRowAnswer {
  @Instant() owedAt: string;
  @Named('本人应办的到期情况') @One(DueAnswer) owed: DueAnswer;
}

/** An escalation in which he does. */
export class OwedEscalationAnswer extends EscalationRowAnswer {
  @Instant() owedAt: string;
  @Named('本人应办的到期情况') @One(DueAnswer) owed: DueAnswer;
}

/** How much of it is due when. */
export class WorklistCountersAnswer {
  @Named('今日到期') @Count() dueToday: number;
  /** With what is due today. */
  @Named('三日内到期') @Count() withinThreeDays: number;
  @Named('逾期') @Count() overdue: number;
  /** What the inbox holds. */
  @Named('待我审批') @Count() waitingForMe: number;
}

/** A page of what the reader owes, with the counts of all of it. */
export class WorklistAnswer {
  @One(WorklistCountersAnswer) counters: WorklistCountersAnswer;
  @List(OneOfThese(OwedCaseAnswer, OwedEscalationAnswer)) items: object[];
  @OrNull(Words()) nextCursor: string | null;
  @Instant() asOf: string;
  @NamesById() names: object;
  @LabelsByCode() labels: object;
}
