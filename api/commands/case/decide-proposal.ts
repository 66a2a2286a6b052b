import { DecideProposalBody } from '../bodies';
import { commandBody } from '../command-body';

export const decideProposal = commandBody(
  'decide-proposal',
  {
    name: '审批提请',
    does: '批准或退回一项提请，须附意见；提请人不得审批自己的提请，复查人、现场签认人和交办人等另有回避。',
  },
  DecideProposalBody,
);
