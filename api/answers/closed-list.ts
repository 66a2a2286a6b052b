import { CASE_STATUSES } from '../../domain/case/file';
import { GRADES } from '../../domain/policy/pack';
import { Named } from '../dto/named';
import { Code, Count, Instant, List, LabelsByCode, NamesById, OneOfThese, OrNull, Ref, Words } from './shape';

/** A closed cycle of a case; a relapse takes it off the list. */
export class ClosedCaseAnswer {
  @Ref() caseId: string;
  @Instant() closedAt: string;
  @Count() cycle: number;
  @Named('上账编号') @OrNull(Words()) number: string | null;
  @Words() title: string;
  @Code(...CASE_STATUSES) status: string;
  @OrNull(Code(...GRADES)) grade: string | null;
}

/** A subject all of whose cases that the reader may see are closed. */
export class ClosedSubjectAnswer {
  @Ref() subjectId: string;
  @Words() name: string;
  @Named('已销号的隐患数') @Count() cases: number;
  @Named('最近销号时间') @Instant() closedAt: string;
}

/** A page of the closed list, by case or by subject as was asked. */
export class ClosedListAnswer {
  @List(OneOfThese(ClosedCaseAnswer, ClosedSubjectAnswer)) items: object[];
  @OrNull(Words()) nextCursor: string | null;
  @Instant() asOf: string;
  @NamesById() names: object;
  @LabelsByCode() labels: object;
}
