import type { CivilDate } from '../clock/civil';
import type { Instant } from '../clock/instant';
import type { Term } from '../clock/term';
import type { Grade, HazardDomain } from '../policy/pack';
import type { ClockName, DraftOf, EnvelopeOf, EventOf, NumberIssue, PaperIssue, RungAct, Signer } from '../stream';
import type { CaseFile, CaseSource, CaseSubject, Control, Evidence, OnBehalf, Plan } from './file';
import type { CaseProposalAct, Deciders } from './proposal';

/** A subject as a paper names it. */
export interface Addressed {
  subjectId: string;
  name: string;
}

/** What can happen to a case, past tense. Every body is plain JSON and may carry deadline changes beside these fields. */
export interface CaseFacts {
  reported: {
    townId: string;
    policy: { packId: string; version: string };
    title: string;
    description: string;
    source: CaseSource;
    hazardType: string;
    foundAt: Instant;
    siteId: string | null;
    place: CaseFile['place'];
    campaignIds: string[];
    subjectIds: string[];
    externalId: string | null;
    refersTo: string | null;
    protectedSource: boolean;
    evidence: Evidence[];
    /** Missing in reports before 0.3.0. */
    villageUnitId?: string | null;
    reportedDomain?: HazardDomain | null;
    /** The units that the named subjects are; missing where none is one. */
    subjectUnitIds?: string[];
  };
  verified: { method: 'on-site' | 'documents'; finding: string; number: NumberIssue; coActor: Signer | null };
  graded: {
    grade: Grade;
    domain: HazardDomain;
    hazardType: string;
    clauseId: string;
    subjects: CaseSubject[];
    /** True when a 重大 was confirmed after service, so that the state stays (T23). */
    stays?: true;
    /** The served papers that this confirmation supplements. */
    supplements?: string[];
  };
  /** Which village a subject lies in, where the file took that for the unit that it is (settled 3.5). */
  'subject-corrected': { corrections: { subjectId: string; placeUnitId: string }[] };
  /** A unit has ended; what it holds of this case goes to its successor (settled 3.8). */
  'unit-succeeded': { unitId: string; successorUnitId: string };
  assigned: { leadUnitId: string; responsibleUnitId: string; coUnitIds: string[]; reason: string | null };
  'assignment-accepted': { unitId: string };
  'assignment-refused': { unitId: string; reason: string; proposedUnitId: string | null };
  'notice-issued': {
    paper: PaperIssue;
    statutory: boolean;
    requirements: string;
    /** Whom it is addressed to; papers of 0.2.0 and before do not say it. */
    to?: Addressed[];
    dueOn: CivilDate | null;
    /** Second officer of a statutory order. */
    coActor: Signer | null;
    clauseId: string | null;
  };
  'notice-served': {
    documentId: string;
    mode: 'direct' | 'left' | 'electronic' | 'mail' | 'public-notice';
    servedAt: Instant;
    recipientName: string;
    refused: boolean;
    witness: string | null;
    /** Photos that bear witness; events before 0.3.0 have none. */
    evidence?: Evidence[];
    /** A hint beside a real paper: the case stays as it is (settled 3.3). Missing in events before 0.3.0. */
    startsNothing?: boolean;
  };
  /** A public notice has hung its time and counts as served. */
  'service-took-effect': { documentId: string; effectiveOn: CivilDate };
  'notice-withdrawn': { documentId: string; reason: string };
  'order-cancelled': {
    documentId: string;
    reason: string;
    /** The decision of a court or review body that cancelled it; null where the authority did so itself. */
    decisionRef: string | null;
    evidence: Evidence[];
    /** Escalations that the case leaves with it: they rest on a lateness that counts no more. */
    leaves?: string[];
  };
  'rectification-started': { basis: 'service' | 'plan'; /** Null for a printed date. */ term: Term | null };
  'plan-filed': { plan: Plan; evidence: Evidence[]; onBehalf?: OnBehalf };
  'plan-accepted': { opinion: string };
  'plan-returned': { opinion: string };
  'progress-reported': {
    percent: number;
    done: string;
    obstacles: string | null;
    evidence: Evidence[];
    onBehalf?: OnBehalf;
  };
  'recheck-requested': { report: string; before: Evidence[]; after: Evidence[]; onBehalf?: OnBehalf };
  'recheck-started': {
    coActor: Signer | null;
    /** Why another than the ordering authority re-checks. */
    reason?: string;
    /** The competent department's written request to LD or EF for a 重大. */
    requestRef?: string;
  };
  'recheck-passed': { findings: string; evidence: Evidence[]; coActor: Signer | null; requestRef?: string };
  'recheck-failed': {
    findings: string;
    evidence: Evidence[];
    coActor: Signer | null;
    requestRef?: string;
    /** `graded` for what was fixed on the spot; absent: `rectifying`. */
    to?: 'graded';
  };
  'fixed-on-the-spot': { evidence: Evidence[]; subjectSignature: string };
  'control-imposed': { control: Control };
  /** Of one scope; in events of earlier releases, which name none, of the only control there was. */
  'control-lifted': { scope?: string; reason: string; evidence: Evidence[] };
  'control-extended': {
    scope?: string;
    until: CivilDate;
    reason: string;
    /** None before 0.3.0. */ evidence?: Evidence[];
  };
  'control-expired': { scope?: string; until: CivilDate };
  closed: { decidedBy: Signer[] };
  'closure-returned': { to: 'rectifying' | 'rechecking'; reason: string };
  'watch-started': { visits: number };
  'watch-visited': { result: 'clean' | 'found-again'; evidence: Evidence[] };
  'watch-ended': { visits: number };
  archived: { contents: number };
  'archive-held': { reason: string };
  'relapse-confirmed': { removedFrom: ('case' | 'subject')[]; cycle: number; to: 'rectifying' | 'graded' };
  'report-up-recorded': { reportedTo: string; reportedAt: Instant; evidence: Evidence[] };
  'date-moved': { newDueOn: CivilDate };
  voided: { reason: string };
  'lead-withdrawn': { reason: string };
  'note-added': { text: string };
  'co-sign-asked': { askId: string; coActorId: string; command: { type: string; [field: string]: unknown } };
  'co-signed': { askId: string };
  'co-sign-lapsed': { askId: string; why: 'declined' | 'expired' | 'overtaken' };
  'proposal-opened': {
    proposalId: string;
    act: CaseProposalAct;
    reason: string;
    steps: Deciders[];
    above: Deciders[];
    data: { [field: string]: unknown };
    evidence: Evidence[];
  };
  'proposal-decided': {
    proposalId: string;
    act: CaseProposalAct;
    decision: 'approve' | 'reject';
    opinion: string;
    final: boolean;
  };
  'proposal-raised': {
    proposalId: string;
    to: Deciders;
    why: 'expired' | 'nobody-home';
    /** The steps that follow from now on, where these change too. */
    then?: Deciders[];
    /** Why another than the usual level decides. */
    reason?: string;
  };
  'proposal-withdrawn': {
    proposalId: string;
    reason: string;
    /** The person who proposed it, when the system withdraws it: he is told. */
    authorId?: string;
  };
  /** Waits for the end of a re-check: its decision clock stands still. */
  'proposal-paused': { proposalId: string };
  'proposal-resumed': { proposalId: string };
  'deadline-missed': {
    clock: ClockName;
    dueAt: Instant;
    addressee: string;
    /** Of a protected person: the unit that is told instead of climbing, and whether it knows whom of the family to call. */
    instead?: { unitId: string | null; hasFamilyContact: boolean };
  };
  'reminder-due': { clock: ClockName; level: number };
  'rung-reached': {
    act: RungAct;
    clock: ClockName;
    level: number;
    addressee: string;
    escalationId?: string;
    /** True when the unit ladder counted late cases; all of them are linked. */
    counted?: boolean;
    paper?: PaperIssue;
    proposalId?: string;
  };
}

export type CaseEventType = keyof CaseFacts;
export type CaseDraft = { [T in CaseEventType]: DraftOf<T, CaseFacts[T]> }[CaseEventType];
export type CaseEvent = { [T in CaseEventType]: EventOf<T, CaseFacts[T]> }[CaseEventType];
export type CaseEnvelope = { [T in CaseEventType]: EnvelopeOf<T, CaseFacts[T]> }[CaseEventType];
