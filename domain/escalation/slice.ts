import type { EscalationAct } from '../case/proposal';
import type { Context } from '../context';
import type { Post } from '../people/directory';
import type { Asking, Grant } from '../people/permit';
import type { FactSlice } from '../slices';
import type { Refusal } from '../stream';
import type { EscalationAudience } from './audience';
import type { EscalationFile, EscalationStatus } from './file';
import type { AskingOfCases } from './on-behalf';
import type { Recording } from './recording';

/** A question to the file of that moment: why not, or null. */
export type Guard = (file: EscalationFile, context: Context) => Refusal | null;

/** What one command needs: who, on which acts, from which states, and further guards that need no body. */
export interface EscalationCommandRule {
  readonly type: string;
  /** The acts that it is for. */
  readonly acts: readonly EscalationAct[];
  readonly from: readonly EscalationStatus[];
  /** Who gives it on this escalation today (authority.md 2). */
  readonly grants: (file: EscalationFile, asking: Asking) => Grant[];
  /**
   * In place of the grants, where who may give it is known by the cases alone: why the actor may not, and the posts of others
   * who may. The cases are read before anything is answered.
   */
  readonly byCases?: {
    readonly lacks: (file: EscalationFile, asking: AskingOfCases) => Refusal | null;
    readonly others: (file: EscalationFile, asking: AskingOfCases) => Post[];
  };
  readonly guards?: readonly Guard[];
}

/** Things that happen to an escalation: how each folds and whom it tells. `B` is name to body. */
export type EscalationFactSlice<B extends object> = FactSlice<EscalationFile, EscalationAudience, B>;

/**
 * One command on an escalation that takes effect at once, whole: who gives it, on which acts and from which states, what it
 * records (`run`), how that folds and whom it tells. `C` is the command, `B` the facts that are its own.
 */
export type EscalationCommandSlice<C extends { type: string }, B extends object = object> = EscalationCommandRule &
  EscalationFactSlice<B> & {
    readonly type: C['type'];
    /** Refuses or records. */
    run: (recording: Recording, command: C) => Refusal | null;
  };
