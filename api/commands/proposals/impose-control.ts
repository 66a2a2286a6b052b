import { Id, IsCivilDate, Text } from '../../dto/fields';
import { proposalBody, ProposeBody } from './proposal-body';

class ProposeControlBody extends ProposeBody {
  @Text(1000) scope: string;
  @Text(2000) measures: string;
  @IsCivilDate() until: string;
  @Id() guardPersonId: string;
}

export const imposeControl = proposalBody('impose-control', ProposeControlBody);
