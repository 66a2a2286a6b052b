import { ReasonBody } from '../bodies';
import { commandBody } from '../command-body';

export const withdrawCircular = commandBody(
  'withdraw-circular',
  { name: '撤回通报', does: '说明理由撤回通报。' },
  ReasonBody,
);
