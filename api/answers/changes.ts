import { Named } from '../dto/named';
import { Code, Count, Instant, LabelsByCode, List, One, Ref, Words } from './shape';

/** A case or escalation in which something happened. */
export class ChangedStreamAnswer {
  @Named('事项类别：隐患 case，督办、约谈、通报 escalation') @Code('case', 'escalation') kind: 'case' | 'escalation';
  @Named('隐患或督办、约谈、通报的编号') @Ref() id: string;
  @Named('事项现在的版本') @Count() version: number;
}

/** What changed since a place, for who asks. */
export class ChangesAnswer {
  /** Each once, whatever happened in it. */
  @Named('有变化的事项') @List(One(ChangedStreamAnswer)) items: ChangedStreamAnswer[];
  @Named('下一次查询的 after') @Words() next: string;
  @Named('未读消息数') @Count() unread: number;
  @Named('时限服务') @Code('running', 'delayed') clockService: 'running' | 'delayed';
  @Instant() asOf: string;
  @LabelsByCode() labels: object;
}
