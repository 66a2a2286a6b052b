import type { Instant } from '../clock/instant';
import type { EscalationAct, Proposal } from '../case/proposal';
import type { Addressee, Deadline, Signer } from '../stream';

/** States of an escalation (glossary.md). */
export const ESCALATION_STATUSES = ['proposed', 'approved', 'held', 'completed', 'rejected', 'withdrawn'] as const;
export type EscalationStatus = (typeof ESCALATION_STATUSES)[number];

/** A case that an escalation is about. */
export interface LinkedCase {
  caseId: string;
  cycle: number;
  major: boolean;
}

export const ESCALATION_PAPER_STATES = ['issued', 'withdrawn'] as const;

/** A paper of an escalation; it is `withdrawn` with the escalation or the circular, its number is kept (settled 6.3). */
export interface EscalationPaper {
  documentId: string;
  type: string;
  number: string;
  issuerUnitId: string;
  issuedAt: Instant;
  state: (typeof ESCALATION_PAPER_STATES)[number];
}

/** As `CASE_SHAPE` of a case. */
export const ESCALATION_SHAPE = 4;

/** A 督办, 约谈 or 通报 over one or many cases of one addressee: a record of its own (authority.md 4). */
export interface EscalationFile {
  /** {@link ESCALATION_SHAPE} of the program that folded it; missing in files of release 0.1.0. */
  shape: number;
  escalationId: string;
  townId: string;
  policy: { packId: string; version: string };
  version: number;
  act: EscalationAct;
  addressee: Addressee;
  addresseeName: string;
  /** True when the addressee is an enterprise or person: it is heard before a circular. */
  addresseeIsCompany: boolean;
  hostUnitId: string;
  status: EscalationStatus;
  /** True when a ladder opened it, not a person. */
  byLadder: boolean;
  cases: LinkedCase[];
  proposals: Proposal[];
  deadlines: Deadline[];
  armings: Record<string, number>;
  papers: EscalationPaper[];
  openedAt: Instant;
  proposedBy: Signer;
  approvedAt: Instant | null;
  heldAt: Instant | null;
  minutes: string | null;
  report: string | null;
  heardAt: Instant | null;
  publishedAt: Instant | null;
  channel: string | null;
}

/** States in which something is still to happen. */
export const LIVE_STATUSES: readonly EscalationStatus[] = ['proposed', 'approved', 'held'];

/** True when nothing can happen to it any more. A published circular can still be withdrawn, so `completed` takes that one act. */
export const isEscalationEnded = ({ status }: Pick<EscalationFile, 'status'>): boolean =>
  !LIVE_STATUSES.includes(status);
