import { Maybe } from '../dto/fields';
import { Named } from '../dto/named';
import { CaseEventAnswer } from './event';
import { Count, Instant, LabelsByCode, List, NamesById, One, OrNull, Ref, Words } from './shape';

/** An event as the log of its case or escalation shows it to who asks, and whose it is. */
export class FeedEventAnswer extends CaseEventAnswer {
  /** This or `escalationId`. */
  @Maybe() @Ref() caseId?: string;
  @Maybe() @Ref() escalationId?: string;
  @Ref() townId: string;
  /** Of the case; null where it has none yet. */
  @Maybe() @Named('上账编号') @OrNull(Words()) number?: string | null;
  @Named('事项现在的版本') @Count() version: number;
}

/** A page of the feed: there is always somewhere to go on. */
export class FeedAnswer {
  @List(One(FeedEventAnswer)) items: object[];
  @Named('下一次查询的 after') @Words() nextCursor: string;
  @Instant() asOf: string;
  @NamesById() names: object;
  @LabelsByCode() labels: object;
}
