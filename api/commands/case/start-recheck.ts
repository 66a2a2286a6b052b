import { Id, Line, Maybe } from '../../dto/fields';
import { commandBody } from '../command-body';

class StartRecheckBody {
  @Maybe() @Id() coActorId?: string;
  /** Number of the competent department's written request, where LD or EF re-checks a 重大. */
  @Maybe() @Line(100) requestRef?: string;
}

export const startRecheck = commandBody('start-recheck', StartRecheckBody);
