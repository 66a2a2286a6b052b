import { Id, IsCivilDate, Text } from '../../dto/fields';
import { Named } from '../../dto/named';
import { commandBody } from '../command-body';

class ControlBody {
  @Text(1000) scope: string;
  @Named('管控措施') @Text(2000) measures: string;
  @IsCivilDate() until: string;
  @Id() guardPersonId: string;
}

export const imposeControl = commandBody(
  'impose-control',
  { name: '采取临时管控', does: '在整改完成前采取临时管控措施。' },
  ControlBody,
);
