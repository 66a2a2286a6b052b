import { WAYS_AGAIN } from '../../domain/case/likeness';
import { Named } from '../dto/named';
import { CaseRowAnswer } from './case-row';
import { Code, Instant, LabelsByCode, List, NamesById, One, OrNull, Words, Yes } from './shape';

/** A case that a report may be of once more. */
export class DuplicateAnswer extends CaseRowAnswer {
  /** Such as 同一点位、同类隐患. */
  @Named('疑似重复的理由') @Words() why: string;
  @Named('是否同一点位') @Yes() sameSite: boolean;
  @Named('是否同一地址') @Yes() sameAddress: boolean;
  @Named('是否同一责任主体') @Yes() sameSubject: boolean;
  @Named('是否同类隐患') @Yes() sameType: boolean;
  /** What there is to do where it is this case that has come back; null while it is open. */
  @Named('再次出现的办理方式') @OrNull(Code(...WAYS_AGAIN)) again: string | null;
}

/** What a report may be of once more, the likeliest first. */
export class DuplicatesAnswer {
  @List(One(DuplicateAnswer)) items: DuplicateAnswer[];
  @Instant() asOf: string;
  @NamesById() names: object;
  @LabelsByCode() labels: object;
}
