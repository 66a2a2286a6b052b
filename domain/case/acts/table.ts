import type { CaseProposalAct, Proposal } from '../proposal';
import { closing } from './close';
import { confirmingMajor } from './confirm-major';
import { imposingControl } from './impose-control';
import { newDate } from './new-date';
import { reassigningAbove } from './reassign-above';
import { relapsing } from './relapse';
import type { ActRule } from './rule';
import { statutoryOrder } from './statutory-order';
import { voiding } from './void';

/** Every act on a case with its rules: the same table draws the button, checks the proposal and decides (settled 1.1). */
export const ACTS: Record<CaseProposalAct, ActRule> = {
  void: voiding,
  'confirm-major': confirmingMajor,
  'statutory-order': statutoryOrder,
  'impose-control': imposingControl,
  'new-date': newDate,
  close: closing,
  relapse: relapsing,
  'reassign-above': reassigningAbove,
};

/** True for an act on a case; the others are acts on an escalation. */
export const isCaseAct = (act: string): act is CaseProposalAct => act in ACTS;

/** The rules of a proposal on a case. @throws for an act on an escalation: no case has one. */
export const ruleOf = ({ act }: Pick<Proposal, 'act'>): ActRule => {
  if (!isCaseAct(act)) throw new Error(`${act} is not an act on a case`);
  return ACTS[act];
};
