import { compact } from '../../compact';
import { Id, IsCivilDate, Line, Maybe, Text } from '../../dto/fields';
import { proposalBody, ProposeBody } from './proposal-body';

class ProposeOrderBody extends ProposeBody {
  @Id() type: string;
  @Id() clauseId: string;
  @Text(5000) requirements: string;
  @Maybe() @Id() coActorId?: string;
  @Maybe() @Line(100) inspectionRef?: string;
  @Maybe() @Text(1000) emergencyReason?: string;
  @Maybe() @IsCivilDate() dueOn?: string;
}

export const statutoryOrder = proposalBody('statutory-order', ProposeOrderBody, ({ type, ...own }) =>
  compact({ ...own, paperType: type }),
);
