import { DecisionBody } from '../bodies';
import { commandBody } from '../command-body';

export const decidePlan = commandBody('decide-plan', DecisionBody);
