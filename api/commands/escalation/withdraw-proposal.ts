import { WithdrawProposalBody } from '../bodies';
import { commandBody } from '../command-body';

export const withdrawProposal = commandBody('withdraw-proposal', WithdrawProposalBody);
