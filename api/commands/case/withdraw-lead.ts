import { ReasonBody } from '../bodies';
import { commandBody } from '../command-body';

export const withdrawLead = commandBody('withdraw-lead', ReasonBody);
