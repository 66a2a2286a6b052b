import { Maybe } from '../dto/fields';
import { Named } from '../dto/named';
import { Code, Count, Day, Instant, List, One, Words } from './shape';
import { SignerAnswer } from './signer';

/** A re-check that found it not put right. */
export class FailedRecheckAnswer {
  @Named('复查时间') @Instant() at: string;
  @Words() findings: string;
  @Named('复查人') @One(SignerAnswer) by: SignerAnswer;
  /** Where two persons re-checked. */
  @Maybe() @Named('共同复查人') @One(SignerAnswer) coActor?: SignerAnswer;
}

/** What moved a date: an extension, or another date after a failed re-check. */
const DATE_CHANGES = ['extended', 'new-date'] as const;

/** A date of rectification that was replaced by a later one. */
export class DateChangeAnswer {
  @Named('变更时间') @Instant() at: string;
  @Named('变更方式') @Code(...DATE_CHANGES) kind: string;
  @Named('原整改期限', 'date') @Day() oldDueOn: string;
  @Day() newDueOn: string;
}

/** What happened in one cycle of a case beside its stations. */
export class CycleAnswer {
  @Count() cycle: number;
  @Named('复查不合格') @List(One(FailedRecheckAnswer)) failedRechecks: FailedRecheckAnswer[];
  @Named('期限变更') @List(One(DateChangeAnswer)) dateChanges: DateChangeAnswer[];
}
