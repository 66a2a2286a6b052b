import { WithdrawProposalBody } from '../bodies';
import { commandBody } from '../command-body';

export const withdrawProposal = commandBody(
  'withdraw-proposal',
  { name: '撤回提请', does: '提请人撤回尚未审批的提请。' },
  WithdrawProposalBody,
);
