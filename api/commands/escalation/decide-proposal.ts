import { DecideProposalBody } from '../bodies';
import { commandBody } from '../command-body';

export const decideProposal = commandBody(
  'decide-proposal',
  DecideProposalBody,
  ({ proposalId, decision, opinion }) => ({ proposalId, decision, opinion }),
);
