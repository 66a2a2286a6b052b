import { ReasonBody } from '../bodies';
import { commandBody } from '../command-body';

export const withdrawCircular = commandBody('withdraw-circular', ReasonBody);
