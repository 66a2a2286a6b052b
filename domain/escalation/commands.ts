import type { Instant } from '../clock/instant';
import type { BehalfFields } from '../case/on-behalf';
import type { EscalationAct } from '../case/proposal';
import type { Addressee } from '../stream';
import type { LeavingWhy } from './facts';
import type { LinkedCase } from './file';

/** Opens an escalation: by a person through `propose`, by a ladder through an effect of a case's settling. */
export interface OpenEscalation {
  type: 'open';
  act: EscalationAct;
  addressee: Addressee;
  addresseeName: string;
  addresseeIsCompany: boolean;
  hostUnitId: string;
  byLadder: boolean;
  reason: string;
  cases: LinkedCase[];
  why: 'rung' | 'counted' | 'named' | 'absence' | 'silence';
}

/** What other streams do to an escalation; never sent by a person. */
export type EscalationEffect =
  | { type: 'join'; cases: LinkedCase[]; why: 'rung' | 'counted' | 'named' | 'absence' | 'silence' }
  | { type: 'leave'; caseId: string; why: LeavingWhy; addressee?: Addressee }
  | { type: 'became-major' };

/** True for what another stream does, of which nobody is the actor. */
export const isEffect = (command: { type: string }): command is EscalationEffect =>
  command.type === 'join' || command.type === 'leave' || command.type === 'became-major';

/** What persons do. */
export type EscalationCommand =
  | { type: 'hold-interview'; heldAt: Instant; hostPersonId: string; attendees: string[] }
  | { type: 'record-absence'; reason: string }
  | { type: 'file-minutes'; text: string; attachmentIds: string[] }
  | ({ type: 'file-interview-report'; text: string; attachmentIds: string[] } & Omit<BehalfFields, 'reuseReason'>)
  | { type: 'hear-company'; statement: string; heardAt: Instant }
  | { type: 'publish'; channel: string }
  | { type: 'withdraw-circular'; reason: string }
  | { type: 'decide-proposal'; proposalId: string; decision: 'approve' | 'reject'; opinion: string }
  | { type: 'withdraw-proposal'; proposalId: string; reason: string };

export type EscalationCommandType = EscalationCommand['type'];

/** What is done at once, without a proposal. */
export type Direct = Exclude<EscalationCommandType, 'decide-proposal' | 'withdraw-proposal'>;
