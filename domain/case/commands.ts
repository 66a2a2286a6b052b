import type { CivilDate } from '../clock/civil';
import type { Instant } from '../clock/instant';
import type { HazardDomain } from '../policy/pack';
import type { CaseSource, Plan } from './file';
import type { BehalfFields } from './on-behalf';
import type { CaseProposalAct } from './proposal';

/** `report` opens the case; everything else acts on one that exists. Checked for shape before they come here. */
export interface ReportCommand {
  type: 'report';
  title: string;
  description: string;
  source: CaseSource;
  foundAt: Instant;
  siteId?: string;
  place?: { address: string; longitude?: number; latitude?: number };
  /** The village in which it lies, by the site or as the reporter says. */
  villageUnitId?: string;
  hazardType: string;
  subjectIds: string[];
  campaignIds: string[];
  externalId?: string;
  refersTo?: string;
  /** True when the reporter is RP or asks for protection; the actor's alias then signs. */
  protectedSource: boolean;
  attachmentIds: string[];
  reuseReason?: string;
}

/** Fields of one kind of proposal. */
export interface ProposalFields {
  domain?: HazardDomain;
  hazardType?: string;
  clauseId?: string;
  subjectIds?: string[];
  control?: 'imposed' | { notNeeded: string };
  paperType?: string;
  requirements?: string;
  coActorId?: string;
  inspectionRef?: string;
  emergencyReason?: string;
  dueOn?: CivilDate;
  newDueOn?: CivilDate;
  scope?: string;
  measures?: string;
  until?: CivilDate;
  guardPersonId?: string;
  leadUnitId?: string;
  responsibleUnitId?: string;
}

export type CaseCommand =
  | { type: 'verify'; method: 'on-site' | 'documents'; finding: string; coActorId?: string }
  | {
      type: 'grade';
      grade: 'general';
      domain: HazardDomain;
      hazardType: string;
      clauseId: string;
      subjectIds: string[];
    }
  | { type: 'assign'; leadUnitId: string; responsibleUnitId: string; coUnitIds: string[]; reason?: string }
  | { type: 'reassign'; leadUnitId: string; responsibleUnitId: string; coUnitIds: string[]; reason: string }
  | { type: 'accept-assignment' }
  | { type: 'refuse-assignment'; reason: string; proposedUnitId?: string }
  | {
      type: 'issue-notice';
      paperType: 'tishi' | 'zhenggai-yijian' | 'xianqi-zhenggai-yijian';
      issuerUnitId: string;
      requirements: string;
      dueOn?: CivilDate;
    }
  | {
      type: 'record-service';
      documentId: string;
      mode: 'direct' | 'left' | 'electronic' | 'mail' | 'public-notice';
      servedAt: Instant;
      recipientName: string;
      refused: boolean;
      witness?: string;
      /** Photos that bear witness. */
      witnessAttachmentIds?: string[];
      reuseReason?: string;
      coActorId?: string;
    }
  | { type: 'withdraw-notice'; documentId: string; reason: string }
  | {
      type: 'cancel-order';
      documentId: string;
      reason: string;
      decisionRef?: string;
      attachmentIds: string[];
      reuseReason?: string;
    }
  | ({ type: 'file-plan'; attachmentIds: string[] } & Omit<Plan, 'filedBy'> & BehalfFields)
  | { type: 'decide-plan'; decision: 'approve' | 'reject'; opinion: string }
  | ({
      type: 'report-progress';
      percent: number;
      done: string;
      obstacles?: string;
      attachmentIds: string[];
    } & BehalfFields)
  | ({
      type: 'request-recheck';
      report: string;
      beforeAttachmentIds: string[];
      afterAttachmentIds: string[];
    } & BehalfFields)
  | {
      type: 'start-recheck';
      coActorId?: string;
      /** Number of the competent department's written request, for a 重大 that LD or EF re-checks (authority.md 2). */
      requestRef?: string;
    }
  | {
      type: 'record-recheck';
      result: 'passed' | 'failed';
      findings: string;
      attachmentIds: string[];
      reuseReason?: string;
      coActorId?: string;
      /** As in `start-recheck`, where it was not named there: what is re-checked became 重大 only since. */
      requestRef?: string;
    }
  | { type: 'fix-on-the-spot'; attachmentIds: string[]; reuseReason?: string; subjectSignature: string }
  | { type: 'impose-control'; scope: string; measures: string; until: CivilDate; guardPersonId: string }
  | { type: 'lift-control'; scope?: string; reason: string; attachmentIds: string[]; reuseReason?: string }
  | {
      type: 'extend-control';
      scope?: string;
      reason: string;
      until: CivilDate;
      attachmentIds: string[];
      reuseReason?: string;
    }
  | { type: 'record-watch-visit'; result: 'clean' | 'found-again'; attachmentIds: string[]; reuseReason?: string }
  | { type: 'record-report-up'; reportedTo: string; reportedAt: Instant; attachmentIds: string[]; reuseReason?: string }
  | { type: 'co-sign'; askId: string; decision: 'confirm' | 'decline' }
  | { type: 'withdraw-lead'; reason: string }
  | { type: 'add-note'; text: string }
  | {
      type: 'propose';
      act: CaseProposalAct;
      reason: string;
      attachmentIds: string[];
      reuseReason?: string;
      fields: ProposalFields;
    }
  | {
      type: 'decide-proposal';
      proposalId: string;
      decision: 'approve' | 'reject';
      opinion: string;
      returnTo?: 'rectifying' | 'rechecking';
      /** The owner that a decision on `reassign-above` names, approved or rejected. */
      unitId?: string;
    }
  | { type: 'withdraw-proposal'; proposalId: string; reason: string };

export type CaseCommandType = CaseCommand['type'];
