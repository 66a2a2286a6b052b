import { proposalBody, ProposeBody } from './proposal-body';

export const resume = proposalBody('resume', ProposeBody);
