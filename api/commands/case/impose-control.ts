import { Id, IsCivilDate, Text } from '../../dto/fields';
import { commandBody } from '../command-body';

class ControlBody {
  @Text(1000) scope: string;
  @Text(2000) measures: string;
  @IsCivilDate() until: string;
  @Id() guardPersonId: string;
}

export const imposeControl = commandBody('impose-control', ControlBody);
