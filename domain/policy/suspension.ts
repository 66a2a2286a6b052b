import type { Term } from '../clock/term';
import type { Sourced } from './source';

/** Why a case may be suspended. */
export interface SuspensionGround extends Sourced {
  id: string;
  name: string;
  /** True where a decision or paper of somebody else is named. */
  needsReference?: boolean;
}

/** On which grounds a case may be suspended, and how often one without an end is looked at again (settled 7, 8.10). */
export interface SuspensionRules extends Sourced {
  grounds: SuspensionGround[];
  review: Term;
}
