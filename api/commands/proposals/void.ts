import { proposalBody, ProposeBody } from './proposal-body';

export const voidCase = proposalBody('void', '认定不属实', ProposeBody);
