import { Id, Maybe } from '../../dto/fields';
import { proposalBody, ProposeBody } from './proposal-body';

class ProposeReassignBody extends ProposeBody {
  @Maybe() @Id() leadUnitId?: string;
  @Maybe() @Id() responsibleUnitId?: string;
}

/** The system alone raises it and the decision names the owner: what units a body names goes no further. */
export const reassignAbove = proposalBody('reassign-above', '报上级指定承办单位', ProposeReassignBody, () => ({}));
