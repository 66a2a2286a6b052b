import { Id, IsCivilDate, Text } from '../../dto/fields';
import { Named } from '../../dto/named';
import { proposalBody, ProposeBody } from './proposal-body';

class ProposeControlBody extends ProposeBody {
  @Text(1000) scope: string;
  @Named('管控措施') @Text(2000) measures: string;
  @IsCivilDate() until: string;
  @Id() guardPersonId: string;
}

export const imposeControl = proposalBody('impose-control', '采取临时管控', ProposeControlBody);
