import type { Instant } from '../clock/instant';
import type { Role } from '../people/roles';
import type { Signer } from '../stream';
import type { EscalationRow } from '../escalation/acts';
import type { ActSlice } from './proposals';

/** Acts on a case that one proposes and another decides (authority.md 1). */
export type CaseProposalAct = ActSlice['act'];

/** Acts on an escalation. */
export type EscalationAct = EscalationRow['act'];

/** Who may decide a step: any of the roles, in this unit or this domain where given. */
export interface Deciders {
  roles: Role[];
  unitId?: string;
  domain?: string;
}

export const OFD: Deciders = { roles: ['OFd'] };
export const L2: Deciders = { roles: ['L2'] };
export const L1: Deciders = { roles: ['L1'] };

/** A decision that was taken on a proposal. */
export interface Decision {
  by: Signer;
  decision: 'approve' | 'reject';
  opinion: string;
  at: Instant;
}

/** An act that one person or the system proposes and another decides. */
export interface Proposal {
  proposalId: string;
  act: CaseProposalAct | EscalationAct;
  by: Signer;
  reason: string;
  openedAt: Instant;
  /** The steps still to be decided, the current one first. */
  steps: Deciders[];
  /** Levels that may follow the current step when its clock expires, lowest first. */
  above: Deciders[];
  decisions: Decision[];
  decideBy: Instant;
  deadlineId: string;
  /** True while it waits for the end of a re-check: it may be rejected, not approved (settled 1.2). */
  waiting?: boolean;
  /** True once it was told that nobody is there to decide its current step. */
  nobodyHome?: boolean;
  /** How often it was raised to a higher level. */
  raised: number;
  /** What the act itself needs, as it was proposed. */
  data: { [field: string]: unknown };
}
