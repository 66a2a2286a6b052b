import type { Instant } from '../clock/instant';
import type { Evidence } from '../case/file';
import type { Deciders, EscalationAct } from '../case/proposal';
import type { Addressee, ClockName, DraftOf, EnvelopeOf, EventOf, PaperIssue, RungAct } from '../stream';
import type { LinkedCase } from './file';

/** That another filed for whom it speaks to, with what that one signed (settled 3.6). */
export interface ReportOnBehalf {
  signed: Evidence[];
}

/** Why a case leaves: it has ended, or its lateness counts no more. */
export type LeavingWhy = 'case-closed' | 'case-void' | 'order-cancelled';

export interface EscalationFacts {
  'escalation-opened': {
    townId: string;
    policy: { packId: string; version: string };
    act: EscalationAct;
    addressee: Addressee;
    addresseeName: string;
    addresseeIsCompany: boolean;
    hostUnitId: string;
    byLadder: boolean;
    reason: string;
  };
  'case-joined': LinkedCase & { why: 'rung' | 'counted' | 'named' | 'absence' | 'silence' };
  'case-left': { caseId: string; why: LeavingWhy };
  'proposal-opened': {
    proposalId: string;
    act: EscalationAct;
    reason: string;
    steps: Deciders[];
    above: Deciders[];
    data: { [field: string]: unknown };
  };
  'proposal-decided': {
    proposalId: string;
    act: EscalationAct;
    decision: 'approve' | 'reject';
    opinion: string;
    final: boolean;
  };
  'proposal-raised': { proposalId: string; to: Deciders; why: 'expired' | 'nobody-home' | 'major' };
  'proposal-withdrawn': { proposalId: string; reason: string };
  approved: { paper: PaperIssue };
  rejected: { opinion: string };
  withdrawn: { why: LeavingWhy | 'author' | 'protected-person' };
  'interview-held': { heldAt: Instant; hostPersonId: string; attendees: string[] };
  'absence-recorded': { reason: string };
  'minutes-filed': { text: string; attachmentIds: string[] };
  'interview-report-filed': { text: string; attachmentIds: string[]; onBehalf?: ReportOnBehalf };
  'company-heard': { statement: string; heardAt: Instant };
  published: { channel: string };
  'circular-withdrawn': { reason: string };
  completed: { why: 'report' | 'published' | 'day-end' | 'absence' };
  'unit-succeeded': {
    unitId: string;
    successorUnitId: string;
    hostUnitId: string;
    addressee: Addressee;
    addresseeName: string;
  };
  'deadline-missed': { clock: ClockName; dueAt: Instant; addressee: string };
  'rung-reached': {
    act: RungAct;
    clock: ClockName;
    level: number;
    addressee: string;
    escalationId?: string;
    proposalId?: string;
  };
}

export type EscalationEventType = keyof EscalationFacts;
export type EscalationDraft = { [T in EscalationEventType]: DraftOf<T, EscalationFacts[T]> }[EscalationEventType];
export type EscalationEvent = { [T in EscalationEventType]: EventOf<T, EscalationFacts[T]> }[EscalationEventType];
export type EscalationEnvelope = { [T in EscalationEventType]: EnvelopeOf<T, EscalationFacts[T]> }[EscalationEventType];
