import { proposalBody, ProposeBody } from './proposal-body';

export const relapse = proposalBody('relapse', '认定回潮', ProposeBody);
