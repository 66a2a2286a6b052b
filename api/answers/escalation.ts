import { CASE_STATUSES } from '../../domain/case/file';
import { ACT_NAMES } from '../../domain/escalation/acts';
import { ESCALATION_STATUSES } from '../../domain/escalation/file';
import { Maybe } from '../dto/fields';
import { Named } from '../dto/named';
import { AllowedOnEscalationAnswer } from './allowed';
import { FollowedPolicyAnswer } from './case-facts';
import { ClockAnswer, NextDueAnswer } from './clock';
import { DoneEventAnswer } from './event';
import { EscalationPaperAnswer } from './paper';
import { ProposalAnswer } from './proposal';
import { Code, Count, Day, Instant, List, LabelsByCode, NamesById, One, OrNull, Ref, Words, Yes } from './shape';

/** The unit or the subject that an escalation speaks to; the name as far as who asks reads it. */
export class AddresseeAnswer {
  @Maybe() @Ref() unitId?: string;
  @Maybe() @Ref() subjectId?: string;
  @Words() name: string;
}

/** A case that an escalation is about; what it is called and where it stands to who reads the case. */
export class LinkedCaseAnswer {
  @Ref() caseId: string;
  @Count() cycle: number;
  @Yes() major: boolean;
  @Maybe() @Words() title?: string;
  @Maybe() @Named('上账编号') @OrNull(Words()) number?: string | null;
  @Maybe() @Code(...CASE_STATUSES) status?: string;
}

/** What lists and the whole of it tell of an escalation. */
class EscalationFields {
  @Ref() escalationId: string;
  @Ref() townId: string;
  @Named('督办、约谈或通报') @Code(...ACT_NAMES) act: string;
  @One(AddresseeAnswer) addressee: AddresseeAnswer;
  @Ref() hostUnitId: string;
  @Yes() byLadder: boolean;
  @Code(...ESCALATION_STATUSES) status: string;
  @Count() version: number;
  @Named('所涉隐患编号') @List(Ref()) caseIds: string[];
  @Instant() openedAt: string;
}

/** A line of the list of escalations. */
export class EscalationRowAnswer extends EscalationFields {
  /** Null where nobody owes anything. */
  @OrNull(Instant()) nextDueAt: string | null;
  @OrNull(Day()) nextDueOn: string | null;
}

/** The facts of an escalation; what has not happened yet is null. */
class EscalationFactsAnswer extends EscalationFields {
  @One(FollowedPolicyAnswer) policy: FollowedPolicyAnswer;
  @List(One(LinkedCaseAnswer)) cases: LinkedCaseAnswer[];
  @List(One(EscalationPaperAnswer)) papers: EscalationPaperAnswer[];
  @OrNull(Instant()) approvedAt: string | null;
  @OrNull(Instant()) heldAt: string | null;
  @OrNull(Words()) minutes: string | null;
  @Named('约谈整改报告') @OrNull(Words()) report: string | null;
  @OrNull(Instant()) heardAt: string | null;
  @OrNull(Instant()) publishedAt: string | null;
  @OrNull(Words()) channel: string | null;
}

/** An escalation as one person sees it, with what he may do. */
export class EscalationAnswer extends EscalationFactsAnswer {
  @List(One(ClockAnswer)) clocks: ClockAnswer[];
  @List(One(ProposalAnswer)) openProposals: ProposalAnswer[];
  /** Null where nobody owes anything. */
  @OrNull(One(NextDueAnswer)) nextDue: NextDueAnswer | null;
  @Code('running', 'delayed') clockService: string;
  @List(One(AllowedOnEscalationAnswer)) allowedCommands: AllowedOnEscalationAnswer[];
  @Instant() asOf: string;
  @NamesById() names: object;
  @LabelsByCode() labels: object;
}

/** An escalation that has just been proposed. */
export class OpenedEscalationAnswer extends EscalationFactsAnswer {
  @Named('所记事件') @List(One(DoneEventAnswer)) events: DoneEventAnswer[];
}
