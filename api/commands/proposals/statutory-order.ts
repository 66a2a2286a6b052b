import { compact } from '../../compact';
import { Id, IsCivilDate, Line, Maybe, Text } from '../../dto/fields';
import { Named } from '../../dto/named';
import { proposalBody, ProposeBody } from './proposal-body';

class ProposeOrderBody extends ProposeBody {
  @Named('文书种类') @Id() type: string;
  @Id() clauseId: string;
  @Text(5000) requirements: string;
  @Maybe() @Id() coActorId?: string;
  @Maybe() @Line(100) inspectionRef?: string;
  @Maybe() @Text(1000) emergencyReason?: string;
  @Maybe() @Named('整改期限', 'date') @IsCivilDate() dueOn?: string;
}

export const statutoryOrder = proposalBody('statutory-order', '制发责令文书', ProposeOrderBody, ({ type, ...own }) =>
  compact({ ...own, paperType: type }),
);
