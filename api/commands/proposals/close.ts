import { proposalBody, ProposeBody } from './proposal-body';

export const close = proposalBody('close', '销号', ProposeBody);
