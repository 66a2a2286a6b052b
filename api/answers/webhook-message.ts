import { CASE_STATUSES } from '../../domain/case/file';
import { ESCALATION_STATUSES } from '../../domain/escalation/file';
import { MODULES } from '../../domain/modules';
import { Named } from '../dto/named';
import { EVENT_TYPES } from './event-types';
import { Always, Code, Count, Instant, List, One, Ref } from './shape';

/** An event that a webhook is told of; what it says is read by `GET …/events`. */
export class ToldEventAnswer {
  @Count() seq: number;
  @Named('事件类型') @Code(...EVENT_TYPES) type: string;
  @Instant() at: string;
}

/** What happened in one transaction to one case or escalation. */
export class HappenedAnswer {
  /** `<kind>:<id>`. */
  @Named('事项：种类和编号，如 case:01J8…') @Ref() streamId: string;
  @Named('事项种类') @Code(...MODULES.map(({ kind }) => kind)) kind: string;
  @Named('编号：隐患的 caseId，或督办、约谈、通报的 escalationId') @Ref() id: string;
  @Ref() townId: string;
  @Count() version: number;
  @Code(...new Set([...CASE_STATUSES, ...ESCALATION_STATUSES])) status: string;
  @List(One(ToldEventAnswer)) events: ToldEventAnswer[];
}

/** What is posted to a webhook. */
export class WebhookMessage {
  @Named('消息编号（重发时不变）') @Ref() id: string;
  @Named('事项：种类和编号，如 case:01J8…') @Ref() streamId: string;
  @Named('最后一个事件的序号') @Count() seq: number;
  @Named('消息种类') @Always('events') template: string;
  @One(HappenedAnswer) data: HappenedAnswer;
}
