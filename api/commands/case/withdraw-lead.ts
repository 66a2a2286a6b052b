import { ReasonBody } from '../bodies';
import { commandBody } from '../command-body';

export const withdrawLead = commandBody(
  'withdraw-lead',
  { name: '撤回线索', does: '上报人在核实前撤回线索。' },
  ReasonBody,
);
