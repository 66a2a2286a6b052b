import { CASE_STATUSES } from '../../domain/case/file';
import { OVERLAY_NAMES } from '../../domain/case/overlays';
import { GRADES } from '../../domain/policy/pack';
import { HAZARD_DOMAINS } from '../commands/hazard-domains';
import { Maybe } from '../dto/fields';
import { Named } from '../dto/named';
import { CASE_SOURCES } from '../dto/report';
import { AllowedOnCaseAnswer } from './allowed';
import * as parts from './case-facts';
import { CycleAnswer } from './case-cycle';
import { ClockAnswer, NextDueAnswer } from './clock';
import { DoneEventAnswer } from './event';
import { EvidenceAnswer } from './evidence';
import { CasePaperAnswer } from './paper';
import { ProposalAnswer } from './proposal';
import { Code, Coded, Count, Instant, List, LabelsByCode, NamesById, One, OrNull, Ref, Words, Yes } from './shape';

/** The facts of a case; what may be absent is not shown to who only reported it, or to the side that rectifies. */
class CaseFactsAnswer {
  @Ref() caseId: string;
  @Named('上账编号') @OrNull(Words()) number: string | null;
  @Ref() townId: string;
  @Code(...CASE_STATUSES) status: string;
  @Count() version: number;
  @Words() title: string;
  @Words() description: string;
  @Coded('hazard-type') hazardType: string;
  @Instant() foundAt: string;
  @Instant() reportedAt: string;
  @OrNull(Ref()) siteId: string | null;
  @OrNull(One(parts.PlaceAnswer)) place: parts.PlaceAnswer | null;
  @List(Coded('campaign')) campaignIds: string[];
  @OrNull(Ref()) refersTo: string | null;
  @OrNull(Instant()) closedAt: string | null;
  @Maybe() @Code(...CASE_SOURCES) source?: string;
  @Maybe() @OrNull(Words()) externalId?: string | null;
  @Maybe() @Yes() protectedSource?: boolean;
  @Maybe() @One(parts.FollowedPolicyAnswer) policy?: parts.FollowedPolicyAnswer;
  @Maybe() @Count() cycle?: number;
  @Maybe() @OrNull(Code(...GRADES)) grade?: string | null;
  @Maybe() @OrNull(Code(...HAZARD_DOMAINS)) domain?: string | null;
  @Maybe() @OrNull(Coded('clause')) clauseId?: string | null;
  @Maybe() @List(One(parts.CaseSubjectAnswer)) subjects?: parts.CaseSubjectAnswer[];
  @Maybe() @OrNull(Ref()) leadUnitId?: string | null;
  @Maybe() @OrNull(Ref()) responsibleUnitId?: string | null;
  @Maybe() @List(Ref()) coUnitIds?: string[];
  @Maybe() @One(parts.AssignmentAnswer) assignment?: parts.AssignmentAnswer;
  @Maybe() @OrNull(One(parts.PlanAnswer)) plan?: parts.PlanAnswer | null;
  @Maybe() @Yes() planAccepted?: boolean;
  @Maybe() @Count() percent?: number;
  @Maybe() @List(One(CasePaperAnswer)) papers?: CasePaperAnswer[];
  @Maybe() @List(One(parts.ControlAnswer)) controls?: parts.ControlAnswer[];
  @Maybe() @List(Code(...OVERLAY_NAMES, 'protected-source')) overlays?: string[];
  @Maybe() @OrNull(One(parts.SuspensionAnswer)) suspension?: parts.SuspensionAnswer | null;
  @Maybe() @Named('已延期或另定期限的次数') @Count() extensions?: number;
  @Maybe() @List(One(parts.AskAnswer)) asks?: parts.AskAnswer[];
  @Maybe() @List(One(parts.CaseEscalationAnswer)) escalations?: parts.CaseEscalationAnswer[];
  /** Null before a closing, and where the pack has no watch. */
  @Maybe() @OrNull(One(parts.WatchAnswer)) watch?: parts.WatchAnswer | null;
  @Maybe() @List(One(parts.ClosureAnswer)) closures?: parts.ClosureAnswer[];
  @Maybe() @OrNull(Instant()) reportUpAt?: string | null;
}

/** A case as one person sees it, with what he may do. */
export class CaseAnswer extends CaseFactsAnswer {
  @Maybe() @List(One(ClockAnswer)) clocks?: ClockAnswer[];
  @Maybe() @List(One(ProposalAnswer)) openProposals?: ProposalAnswer[];
  /** Null where nobody owes anything. */
  @Maybe() @OrNull(One(NextDueAnswer)) nextDue?: NextDueAnswer | null;
  @Code('running', 'delayed') clockService: string;
  @Instant() asOf: string;
  @NamesById() names: object;
  @LabelsByCode() labels: object;
  @List(One(AllowedOnCaseAnswer)) allowedCommands: AllowedOnCaseAnswer[];
  /** Failed re-checks and moved dates, cycle by cycle. */
  @Maybe() @List(One(CycleAnswer)) cycles?: CycleAnswer[];
  /** Whom the report names, until a grading fixes the subjects; to who reads the case whole. */
  @Maybe() @List(One(parts.CaseSubjectAnswer)) reportedSubjects?: parts.CaseSubjectAnswer[];
  /** As `GET …/attachments` has it; where it was asked for. */
  @Maybe() @Named('证据') @List(One(EvidenceAnswer)) evidence?: EvidenceAnswer[];
}

/** A case that has just been reported. */
export class OpenedCaseAnswer extends CaseFactsAnswer {
  @Named('所记事件') @List(One(DoneEventAnswer)) events: DoneEventAnswer[];
}
