import type { HazardDomain } from '../../domain/policy/pack';
import { NestedList } from '../parse';
import { Flag, Id, Ids, IsCivilDate, IsInstant, Line, Maybe, OneOf, Text, Whole } from './fields';

export const HAZARD_DOMAINS = [
  'work-safety',
  'fire',
  'construction',
  'gas',
  'traffic',
  'other',
] as const satisfies readonly HazardDomain[];

/*
 * `reuseReason` beside attachments says why what is evidence in another case serves here too (settled 6.1).
 */

/** Body of the commands that need none. */
// eslint-disable-next-line @typescript-eslint/no-extraneous-class -- a DTO without fields refuses every field
export class EmptyBody {}

export class VerifyBody {
  @OneOf('on-site', 'documents') method: 'on-site' | 'documents';
  @Text(2000) finding: string;
  @Maybe() @Id() coActorId?: string;
}

export class GradeBody {
  /** 重大 is a proposal (`confirm-major`). */
  @OneOf('general') grade: 'general';
  @OneOf(...HAZARD_DOMAINS) domain: HazardDomain;
  @Id() hazardType: string;
  @Id() clauseId: string;
  @Ids(20) subjectIds: string[];
}

export class AssignBody {
  @Id() leadUnitId: string;
  @Id() responsibleUnitId: string;
  @Maybe() @Ids(20) coUnitIds?: string[];
  /** Needed where the lead or the responsible unit is not in the pack's routing row. */
  @Maybe() @Text(2000) reason?: string;
}

export class ReassignBody {
  @Id() leadUnitId: string;
  @Id() responsibleUnitId: string;
  @Maybe() @Ids(20) coUnitIds?: string[];
  @Text(2000) reason: string;
}

export class RefuseAssignmentBody {
  @Text(2000) reason: string;
  @Maybe() @Id() proposedUnitId?: string;
}

export class IssueNoticeBody {
  @OneOf('tishi', 'zhenggai-yijian', 'xianqi-zhenggai-yijian')
  type: 'tishi' | 'zhenggai-yijian' | 'xianqi-zhenggai-yijian';
  @Id() issuerUnitId: string;
  @Text(5000) requirements: string;
  @Maybe() @IsCivilDate() dueOn?: string;
}

export class RecordServiceBody {
  @Id() documentId: string;
  @OneOf('direct', 'left', 'electronic', 'mail', 'public-notice')
  mode: 'direct' | 'left' | 'electronic' | 'mail' | 'public-notice';
  @IsInstant() servedAt: string;
  @Line(100) recipientName: string;
  @Maybe() @Flag() refused?: boolean;
  /** Who bears witness where it was left or refused; photos do as well. */
  @Maybe() @Line(100) witness?: string;
  @Maybe() @Ids(30) witnessAttachmentIds?: string[];
  @Maybe() @Text(1000) reuseReason?: string;
  @Maybe() @Id() coActorId?: string;
}

export class WithdrawNoticeBody {
  @Id() documentId: string;
  @Text(2000) reason: string;
}

export class CancelOrderBody extends WithdrawNoticeBody {
  /** Number of the decision of a court or review body, where the office records one. */
  @Maybe() @Line(100) decisionRef?: string;
  @Maybe() @Ids(30) attachmentIds?: string[];
  @Maybe() @Text(1000) reuseReason?: string;
}

export class MeasureBody {
  @OneOf('people', 'technical', 'engineering', 'management')
  kind: 'people' | 'technical' | 'engineering' | 'management';
  @Text(2000) text: string;
}

/** Filing for a subject without an account, with what that one signed or its photo (settled 3.6). */
class OnBehalfBody {
  @Maybe() @Flag() onBehalf?: boolean;
  @Maybe() @Ids(10) signedAttachmentIds?: string[];
}

export class FilePlanBody extends OnBehalfBody {
  @Text(2000) goal: string;
  @NestedList(MeasureBody, 50) measures: MeasureBody[];
  @Text(500) funds: string;
  @Line(100) personInCharge: string;
  @IsCivilDate() finishOn: string;
  @Text(5000) emergencyPlan: string;
  @Maybe() @Ids(30) attachmentIds?: string[];
  @Maybe() @Text(1000) reuseReason?: string;
}

export class DecisionBody {
  @OneOf('approve', 'reject') decision: 'approve' | 'reject';
  @Text(2000) opinion: string;
}

export class ReportProgressBody extends OnBehalfBody {
  @Whole(0, 100) percent: number;
  @Text(2000) done: string;
  @Maybe() @Text(2000) obstacles?: string;
  @Maybe() @Ids(30) attachmentIds?: string[];
  @Maybe() @Text(1000) reuseReason?: string;
}

export class RequestRecheckBody extends OnBehalfBody {
  @Text(5000) report: string;
  @Ids(30) beforeAttachmentIds: string[];
  @Ids(30) afterAttachmentIds: string[];
  @Maybe() @Text(1000) reuseReason?: string;
}

export class StartRecheckBody {
  @Maybe() @Id() coActorId?: string;
  /** Number of the competent department's written request, where LD or EF re-checks a 重大. */
  @Maybe() @Line(100) requestRef?: string;
}

export class RecordRecheckBody {
  @Maybe() @Id() coActorId?: string;
  /** As in `start-recheck`, where what is re-checked became 重大 only since. */
  @Maybe() @Line(100) requestRef?: string;
  @OneOf('passed', 'failed') result: 'passed' | 'failed';
  @Text(5000) findings: string;
  @Ids(30) attachmentIds: string[];
  @Maybe() @Text(1000) reuseReason?: string;
}

export class FixOnTheSpotBody {
  @Ids(30) attachmentIds: string[];
  @Maybe() @Text(1000) reuseReason?: string;
  @Line(100) subjectSignature: string;
}

export class ControlBody {
  @Text(1000) scope: string;
  @Text(2000) measures: string;
  @IsCivilDate() until: string;
  @Id() guardPersonId: string;
}

export class LiftControlBody {
  /** Which control, where more than one is on. */
  @Maybe() @Text(1000) scope?: string;
  @Text(2000) reason: string;
  @Ids(30) attachmentIds: string[];
  @Maybe() @Text(1000) reuseReason?: string;
}

export class ExtendControlBody extends LiftControlBody {
  @IsCivilDate() until: string;
}

export class RecordWatchVisitBody {
  @OneOf('clean', 'found-again') result: 'clean' | 'found-again';
  @Ids(30) attachmentIds: string[];
  @Maybe() @Text(1000) reuseReason?: string;
}

export class RecordReportUpBody {
  @Line(200) reportedTo: string;
  @IsInstant() reportedAt: string;
  @Maybe() @Ids(30) attachmentIds?: string[];
  @Maybe() @Text(1000) reuseReason?: string;
}

export class CoSignBody {
  @Id() askId: string;
  @OneOf('confirm', 'decline') decision: 'confirm' | 'decline';
}

export class ReasonBody {
  @Text(2000) reason: string;
}

export class AddNoteBody {
  @Text(5000) text: string;
}

export class DecideProposalBody extends DecisionBody {
  @Id() proposalId: string;
  /** Where a rejected `close` sends the case back to. */
  @Maybe() @OneOf('rectifying', 'rechecking') returnTo?: 'rectifying' | 'rechecking';
  /** The owner that a decision on `reassign-above` names, approved or rejected. */
  @Maybe() @Id() unitId?: string;
}

export class WithdrawProposalBody extends ReasonBody {
  @Id() proposalId: string;
}
