import { proposalBody, ProposeBody } from './proposal-body';

export const resume = proposalBody('resume', '恢复办理', ProposeBody);
