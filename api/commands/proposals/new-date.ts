import { IsCivilDate } from '../../dto/fields';
import { proposalBody, ProposeBody } from './proposal-body';

class ProposeDateBody extends ProposeBody {
  @IsCivilDate() newDueOn: string;
}

export const newDate = proposalBody('new-date', '另定整改期限', ProposeDateBody);
