import type { Context } from '../context';
import type { Grant } from '../people/permit';
import type { FactSlice } from '../slices';
import type { ClockName, Deadline, Refusal } from '../stream';
import type { CaseAudience } from './audience';
import type { CaseFile, CaseStatus } from './file';
import type { Recording } from './recording';

/** A question to the file of that moment: why not, or null. */
export type Guard = (file: CaseFile, context: Context) => Refusal | null;

/** What one command needs: who, from which states, and further guards that need no body. */
export interface CommandRule {
  readonly type: string;
  readonly grants: Grant[];
  readonly from: readonly CaseStatus[];
  /** What does the same in another state, told to who comes with this one. */
  readonly instead?: { readonly [S in CaseStatus]?: { command: string; words: string } };
  /** Whether the side that rectifies gives it too: unless said so never (3.3 rule 2), `last` where nobody else could. */
  readonly bySubject?: true | 'last';
  readonly guards?: Guard[];
  /** For the button: what else than the gate stands against it, whatever the body says. */
  readonly button?: Guard;
}

/** Things that happen to a case: how each folds and whom it tells. `B` is name to body. */
export type CaseFactSlice<B extends object> = FactSlice<CaseFile, CaseAudience, B> & Firing;

/** Clocks that a slice has of its own. */
export interface Firing {
  /** What its own clocks do at their due instant; any other is missed and stays owed. */
  readonly fires?: { readonly [C in ClockName]?: (recording: Recording, due: Deadline) => void };
}

/**
 * One command on a case that takes effect at once, whole: who gives it, from which states, what it records (`run`), how that
 * folds and whom it tells. `C` is the command, `B` the facts that are its own.
 */
export type CommandSlice<C extends { type: string }, B extends object = object> = CommandRule &
  CaseFactSlice<B> & {
    readonly type: C['type'];
    /** Refuses or records. */
    run: (recording: Recording, command: C) => Refusal | null;
    /** Of one that waits for its second person: false once the case has no use for it, whatever its state (settled 1.2). */
    readonly isStillOf?: (file: CaseFile, command: C) => boolean;
  };
