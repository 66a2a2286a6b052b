import { proposalBody, ProposeBody } from './proposal-body';

export const close = proposalBody('close', ProposeBody);
