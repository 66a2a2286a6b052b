import { CASE_STATUSES } from '../../domain/case/file';
import { Code, Count, Instant, LabelsByCode, List, One, Yes } from './shape';

/** How many cases there are, as far as was counted. */
class CountFields {
  @Count() count: number;
  /** True where there are more than were counted. */
  @Yes() atLeast: boolean;
}

/** Cases of one status. */
export class StatusCountAnswer extends CountFields {
  @Code(...CASE_STATUSES) status: string;
}

/** How many cases a list has that is narrowed likewise: all of them, and of each status that was asked for. */
export class CaseCountsAnswer {
  @Count() total: number;
  @Yes() atLeast: boolean;
  @List(One(StatusCountAnswer)) byStatus: StatusCountAnswer[];
  @Instant() asOf: string;
  @LabelsByCode() labels: object;
}
