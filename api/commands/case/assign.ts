import { compact } from '../../compact';
import { Id, Ids, Maybe, Text } from '../../dto/fields';
import { commandBody } from '../command-body';

class AssignBody {
  @Id() leadUnitId: string;
  @Id() responsibleUnitId: string;
  @Maybe() @Ids(20) coUnitIds?: string[];
  /** Needed where the lead or the responsible unit is not in the pack's routing row. */
  @Maybe() @Text(2000) reason?: string;
}

export const assign = commandBody(
  'assign',
  { name: '交办', does: '把已定级的隐患交给牵头单位和责任单位。' },
  AssignBody,
  ({ coUnitIds = [], ...value }) => ({
    ...compact(value),
    coUnitIds,
  }),
);
