import { Id, Ids, Maybe, Text } from '../../dto/fields';
import { commandBody } from '../command-body';

class ReassignBody {
  @Id() leadUnitId: string;
  @Id() responsibleUnitId: string;
  @Maybe() @Ids(20) coUnitIds?: string[];
  @Text(2000) reason: string;
}

export const reassign = commandBody('reassign', ReassignBody, ({ coUnitIds = [], ...value }) => ({
  ...value,
  coUnitIds,
}));
