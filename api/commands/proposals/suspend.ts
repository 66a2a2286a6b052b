import { Id, IsCivilDate, Line, Maybe } from '../../dto/fields';
import { Named } from '../../dto/named';
import { ControlIsDecided, type ControlDecided } from '../control-decided';
import { proposalBody, ProposeBody } from './proposal-body';

class ProposeSuspendBody extends ProposeBody {
  /** Id of a ground on the pack's list. */
  @Named('中止事由') @Id() ground: string;
  /** The decision or paper that it rests on, where the ground asks for one. */
  @Maybe() @Line(100) reference?: string;
  /** Its last day; without one it is reviewed as the pack says. */
  @Maybe() @IsCivilDate() until?: string;
  @Named('临时管控决定') @ControlIsDecided() control: ControlDecided;
}

export const suspend = proposalBody('suspend', '中止办理', ProposeSuspendBody);
