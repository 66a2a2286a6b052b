import { Id, Line, Maybe } from '../../dto/fields';
import { Named } from '../../dto/named';
import { commandBody } from '../command-body';

class StartRecheckBody {
  @Maybe() @Id() coActorId?: string;
  /** Number of the competent department's written request, where LD or EF re-checks a 重大. */
  @Maybe() @Named('主管部门书面请求的文号') @Line(100) requestRef?: string;
}

export const startRecheck = commandBody(
  'start-recheck',
  { name: '开始复查', does: '牵头单位开始复查；执法复查须两名持证人员。' },
  StartRecheckBody,
);
