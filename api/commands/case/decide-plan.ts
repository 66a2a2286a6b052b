import { DecisionBody } from '../bodies';
import { commandBody } from '../command-body';

export const decidePlan = commandBody(
  'decide-plan',
  { name: '审核整改方案', does: '通过或退回重大隐患的整改方案。' },
  DecisionBody,
);
