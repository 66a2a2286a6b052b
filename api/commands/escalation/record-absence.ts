import { ReasonBody } from '../bodies';
import { commandBody } from '../command-body';

export const recordAbsence = commandBody('record-absence', ReasonBody);
