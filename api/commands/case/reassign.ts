import { Id, Ids, Maybe, Text } from '../../dto/fields';
import { commandBody } from '../command-body';

class ReassignBody {
  @Id() leadUnitId: string;
  @Id() responsibleUnitId: string;
  @Maybe() @Ids(20) coUnitIds?: string[];
  @Text(2000) reason: string;
}

export const reassign = commandBody(
  'reassign',
  { name: '改派', does: '把已交办的隐患改派给另一单位。' },
  ReassignBody,
  ({ coUnitIds = [], ...value }) => ({
    ...value,
    coUnitIds,
  }),
);
