import { proposalBody, ProposeBody } from './proposal-body';

export const voidCase = proposalBody('void', ProposeBody);
