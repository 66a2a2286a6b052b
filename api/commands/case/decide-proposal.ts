import { DecideProposalBody } from '../bodies';
import { commandBody } from '../command-body';

export const decideProposal = commandBody(
  'decide-proposal',
  { name: '审批提请', does: '批准或退回一项提请，须附意见；提请人和经办过的人不得审批。' },
  DecideProposalBody,
);
