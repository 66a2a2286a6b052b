import { proposalBody, ProposeBody } from './proposal-body';

export const relapse = proposalBody('relapse', ProposeBody);
