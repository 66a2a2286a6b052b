import { LAMPS } from '../../domain/clock/lamp';
import { CLOCK } from '../../domain/clock-names';
import { DEADLINE_STATES, LEDGER_STATES, RUNG_ACTS } from '../../domain/stream';
import { Maybe } from '../dto/fields';
import { Named } from '../dto/named';
import { Code, Coded, Count, Day, Instant, List, One, OrNull, Ref, Words, Yes } from './shape';

const CLOCKS = Object.keys(CLOCK);

/** Where a rule comes from: a notice, a law, or a default of this product. */
export class RuleSourceAnswer {
  @Maybe() @Named('通知文号') @Words() notice?: string;
  @Maybe() @Named('通知条款') @Words() clause?: string;
  @Maybe() @Named('通知表格行') @Words() row?: string;
  @Maybe() @Named('法律') @Words() law?: string;
  @Maybe() @Named('法律条文') @Words() article?: string;
  @Maybe() @Named('系统默认的出处') @Words() default?: string;
}

/** What a count started from. */
export class CountedFromAnswer {
  /** An instant or a civil date. */
  @Named('起算的时间或日期') @Words() from: string;
}

/** Why a deadline stands where it stands. */
export class BecauseAnswer {
  @Words() rule: string;
  @Named('规则来源') @One(RuleSourceAnswer) source: RuleSourceAnswer;
  @Words() sourceText: string;
  /** The address under this server where the rule is read; null for a notice or a law. */
  @OrNull(Words()) sourceLink: string | null;
  @One(CountedFromAnswer) inputs: CountedFromAnswer;
  @Words() calendarVersion: string;
  @Named('计入的工作日') @List(Day()) days: string[];
  @Yes() provisional: boolean;
}

/** What every deadline says, as a case or an escalation has it and as the ledger does. */
class DeadlineFields {
  @Ref() deadlineId: string;
  @Code(...CLOCKS) clock: string;
  /** 0 the due instant, below it reminders, above it the rungs of the ladder. */
  @Named('级次（0 为到期，负数为提醒，正数为逾期后的措施）') @Count() level: number;
  @Count() cycle: number;
  @Instant() dueAt: string;
  @Day() dueOn: string;
  /** What the step does when it fires. */
  @Maybe() @Named('到时采取的措施') @Code(...RUNG_ACTS) act?: string;
  /** `unit:<id>`, `subject:<id>`, or `none` where nobody is late. */
  @Named('应办的单位（unit:）或责任主体（subject:）') @Ref() addressee: string;
  /** The proposal, paper or ask that it belongs to. */
  @Maybe() @Ref() ref?: string;
  @One(BecauseAnswer) because: BecauseAnswer;
}

/** A live deadline with its lamp. */
export class ClockAnswer extends DeadlineFields {
  @Code(...DEADLINE_STATES) state: string;
  /** Null while it is paused. */
  @OrNull(Code(...LAMPS)) lamp: string | null;
  @Named('剩余工作日（负数为已逾期）') @OrNull(Count()) workingDaysLeft: number | null;
}

/** A deadline in the ledger, with what became of it. */
export class DeadlineAnswer extends DeadlineFields {
  @Count() n: number;
  @Code(...LEDGER_STATES) state: string;
  @Maybe() @Instant() firedAt?: string;
  @Maybe() @Instant() metAt?: string;
  /** Why it was cancelled, or is not counted any more. */
  @Maybe() @Named('取消或不再计数的原因') @Coded('deadline-end') reason?: string;
  @Maybe() @Instant() movedFrom?: string;
  /** Of a paused one. */
  @Maybe() @Named('暂停时剩余的毫秒数') @Count() remainingMs?: number;
}

/** When something is due, and how near that is. */
export class DueAnswer {
  @Instant() dueAt: string;
  @Day() dueOn: string;
  @Code(...LAMPS) lamp: string;
  @Named('剩余工作日（负数为已逾期）') @Count() workingDaysLeft: number;
}

/** The next thing that somebody owes. */
export class NextDueAnswer extends DueAnswer {
  @Ref() deadlineId: string;
  @Code(...CLOCKS) clock: string;
  /** `unit:<id>`, `subject:<id>`, or `none` where nobody is late. */
  @Named('应办的单位（unit:）或责任主体（subject:）') @Ref() addressee: string;
  /** What is to be done, of a case; absent where time alone ends it. */
  @Maybe() @Named('应办的事项') @Words() label?: string;
}

/** What a clock does next beside its limit: a reminder before it, a rung of the ladder after it. */
export class NextStepAnswer {
  /** What is done then. */
  @Named('到时采取的措施') @Code(...RUNG_ACTS) act: string;
  @Instant() dueAt: string;
  @Day() dueOn: string;
  @Code(...CLOCKS) clock: string;
  /** Who owes what it is about: `unit:<id>`, `subject:<id>`, or `none` where nobody is late. */
  @Named('应办的单位（unit:）或责任主体（subject:）') @Ref() addressee: string;
}

/** The next thing that somebody owes, in a list of cases. */
export class RowDueAnswer extends DueAnswer {
  @Code(...CLOCKS) clock: string;
}
