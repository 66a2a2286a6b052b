import { CASE_STATUSES } from '../../domain/case/file';
import { ESCALATION_STATUSES } from '../../domain/escalation/file';
import { MODULES } from '../../domain/modules';
import { Maybe } from '../dto/fields';
import { Named } from '../dto/named';
import { EVENT_TYPES } from './event-types';
import { Always, Code, Count, Free, Instant, List, NamesById, One, Ref } from './shape';
import { SignerAnswer } from './signer';

/** An event that a webhook is told of; all that it says is read by `GET /api/v1/events`. */
export class ToldEventAnswer {
  @Count() seq: number;
  @Named('事件类型') @Code(...EVENT_TYPES) type: string;
  @Instant() at: string;
  /** Without `personId` where nobody may be named; absent in messages of earlier releases. */
  @Maybe() @One(SignerAnswer) actor?: SignerAnswer;
  @Maybe()
  @Free('事件内容中的单位编号，如 leadUnitId、responsibleUnitId；其余内容用 GET /api/v1/events 读取')
  body?: object;
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
  @NamesById() names: object;
}

/** What a message that tries a webhook says. */
export class TriedAnswer {
  @Always('webhook') kind: string;
  @Named('推送地址的编号') @Ref() id: string;
  @Ref() townId: string;
  @Instant() at: string;
}

/** What `POST /api/v1/webhooks/{webhookId}/test` has posted. */
export class WebhookTestMessage {
  @Named('消息编号（重发时不变）') @Ref() id: string;
  @Named('推送地址：webhook:<编号>') @Ref() streamId: string;
  @Named('总是 0') @Count() seq: number;
  @Named('消息种类') @Always('test') template: string;
  @One(TriedAnswer) data: TriedAnswer;
  @NamesById() names: object;
}
