import { CASE_STATUSES } from '../../domain/case/file';
import { ESCALATION_STATUSES } from '../../domain/escalation/file';
import { Maybe } from '../dto/fields';
import { Named } from '../dto/named';
import { EVENT_TYPES } from './event-types';
import { Code, Count, Free, Instant, List, One, Ref, Words, Yes } from './shape';
import { SignerAnswer } from './signer';

const EventBody = (): PropertyDecorator =>
  Free('事件的内容，字段随类型而定；arms、meets、cancels、moves 等是时限台账的变动');

/** An event in the answer of a command. */
export class DoneEventAnswer {
  @Count() seq: number;
  @Named('事件类型') @Code(...EVENT_TYPES) type: string;
  @Instant() at: string;
  @One(SignerAnswer) actor: SignerAnswer;
}

/** An event of a log, whole. */
export class EventAnswer extends DoneEventAnswer {
  /** `command:<key>`, the id of a deadline, or `<stream>:<seq>` of the event that caused it. */
  @Words() cause: string;
  @EventBody() body: object;
  @Words() hash: string;
}

/** An event of a case: to who only reported it its type and time alone, without its hash where something is left out. */
export class CaseEventAnswer {
  @Count() seq: number;
  @Named('事件类型') @Code(...EVENT_TYPES) type: string;
  @Instant() at: string;
  @Maybe() @One(SignerAnswer) actor?: SignerAnswer;
  @Maybe() @Words() cause?: string;
  @Maybe() @EventBody() body?: object;
  @Maybe() @Words() hash?: string;
}

/** What every command answers. */
class DoneFields {
  @Count() version: number;
  @Named('所记事件') @List(One(DoneEventAnswer)) events: DoneEventAnswer[];
}

/** A command on a case that was carried out. */
export class CaseDoneAnswer extends DoneFields {
  @Ref() caseId: string;
  @Code(...CASE_STATUSES) status: string;
}

/** A command on an escalation that was carried out. */
export class EscalationDoneAnswer extends DoneFields {
  @Ref() escalationId: string;
  @Code(...ESCALATION_STATUSES) status: string;
}

/** What recomputing the hashes of one case or escalation found. */
export class StreamChainAnswer {
  @Named('事件数') @Count() events: number;
  @Yes() valid: boolean;
  @Maybe() @Count() firstBadSeq?: number;
}
