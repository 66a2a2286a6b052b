import type { CivilDate } from '../../clock/civil';
import type { Context } from '../../context';
import type { Post } from '../../people/directory';
import type { Grant } from '../../people/permit';
import type { Addressee, Arm, Refusal, Signer } from '../../stream';
import type { CaseFile, CaseStatus } from '../file';
import type { HandingUp } from '../levels';
import type { Overlay } from '../overlays';
import type { Deciders, Proposal } from '../proposal';
import type { Recording } from '../recording';
import type { SecondNeeds } from '../second';
import type { CaseFactSlice, Guard } from '../slice';

/** A proposal as somebody makes it, with the fields of its act, checked for shape before they come here. */
export interface Propose<F extends object = object> {
  type: 'propose';
  act: string;
  reason: string;
  attachmentIds: string[];
  reuseReason?: string;
  fields: Partial<F>;
}

/** A decision on an open proposal. */
export interface Decide {
  type: 'decide-proposal';
  proposalId: string;
  decision: 'approve' | 'reject';
  opinion: string;
  returnTo?: 'rectifying' | 'rechecking';
  /** The owner that a decision on `reassign-above` names, approved or rejected. */
  unitId?: string;
}

/** What a proposal keeps of the fields of its act. */
export type Kept = { [field: string]: unknown };

/** Who decides: the steps, one after the other, and the levels that follow when the first is late (authority.md 1). */
export interface Steps {
  steps: [Deciders, ...Deciders[]];
  above: Deciders[];
}

/** Somebody who might decide: `did` says whether he is among persons. */
export interface Candidate {
  did: (people: string[]) => boolean;
  unitId: string | null;
}

/** Why somebody may not decide a proposal, in Chinese, or null. */
export type Conflict = (
  file: CaseFile,
  context: Context,
  proposal: Proposal,
  who: Candidate,
) => { reason: string; message: string } | null;

/**
 * The rules of one act that one person or the system proposes and another decides (settled 1.1 to 1.3). When each is asked
 * (`act-gate.ts`, `in-step.ts`):
 *
 * | | button | proposal | co-signature | approval | after every change of the case |
 * |---|---|---|---|---|---|
 * | `grants`, `from`, `needs` | yes | yes | yes | `from`, `needs` | `from`, `waits`; of what waits for a co-signature `needs` |
 * | `proposer`, `fields` | `proposer` | yes | yes | no | no |
 * | `button` | yes | no | no | no | no |
 * | `holds`, `blocks` | no | no | no | yes | `holds` when the decision clock fires |
 * | `isDone`, `isPast` | no | no | `isPast` | no | yes: then it is withdrawn |
 */
export interface ActRule {
  readonly act: string;
  /** What an approval does, in Chinese, for people who decide. */
  readonly effect: string;
  /** Who may propose it by hand (authority.md 1); empty where the system alone does. */
  readonly grants: Grant[];
  /** The overlay that shows that it is open. */
  readonly pending?: Overlay;
  /** States in which it may be proposed and carried out. */
  readonly from: readonly CaseStatus[];
  /** States in which one that is open waits for the end of a re-check: not withdrawn, not approved. */
  readonly waits?: readonly CaseStatus[];
  /** True where the side that rectifies may ask for it too: what it says is against itself, or keeps people from harm. */
  readonly bySubject?: boolean;
  /** What the case must be like, whoever acts: for the button, the proposal and again the approval. */
  readonly needs?: Guard[];
  /** Separation and relation of whoever proposes it by hand; it does not count again at the decision (settled 1.2). */
  readonly proposer?: Guard[];
  /** For the button: what else stands against it, whatever the fields say, which they are told more exactly of. */
  readonly button?: Guard;
  /** What stands in the way of an approval without having changed since the proposal. */
  readonly blocks?: Guard[];
  /** In which post it is proposed, where not in the first that may; or why in none. */
  readonly post?: (file: CaseFile, context: Context) => Post | Refusal;
  /** What is said to somebody none of whose posts may propose it. */
  readonly lacking?: () => Refusal;
  /** What is asked of the second person where the act needs one. */
  readonly second?: (post: Post) => SecondNeeds;
  /** What its own fields must say; returns what the proposal keeps of them. Nothing where it has none. */
  readonly fields?: (recording: Recording, command: Propose) => Refusal | Kept;
  readonly steps: (file: CaseFile, context: Context, by: Signer, data: Kept) => Steps;
  /** Of the posts of a step those that may decide it today; all where it says nothing. */
  readonly decides?: (file: CaseFile, context: Context, post: Post) => boolean;
  /** Why somebody may not decide it, beside what holds for every proposal (roles.md 3.3). */
  readonly conflict?: Conflict;
  /** Where the step of an authority goes that has nobody for it; null where it waits, the next level where it says nothing. */
  readonly authorityEmpty?: HandingUp | null;
  /** Its decision clock, where it is not the pack's row alone. */
  readonly decideBy?: (recording: Recording, proposalId: string, addressee: Addressee) => Arm[];
  /** True where silence is a no: its clock ends it, nobody above decides in place of who was silent (authority.md 1). */
  readonly lapses?: true;
  /** The fields of a proposal on the day of its decision: dates, clauses, officers. */
  readonly holds?: (file: CaseFile, context: Context, proposal: Proposal) => Refusal | null;
  /**
   * True where time alone has taken what its fields need on a day, for good: its date has passed, its clause has ended. Asked
   * of every open proposal at every step, so it looks nothing up.
   */
  readonly isPast?: (data: Kept, day: CivilDate, context: Pick<Context, 'policy'>) => boolean;
  /** True where nothing is left to decide: what it asks for has been done meanwhile, or others decide by now than were asked. */
  readonly isDone?: (file: CaseFile, context: Context, proposal: Proposal) => boolean;
  /** What the last approval does, in the same decision. */
  readonly carryOut: (recording: Recording, proposal: Proposal, decision: Decide) => Refusal | null;
  /** What a rejection does; nothing where it says nothing. */
  readonly reject?: (recording: Recording, proposal: Proposal, decision: Decide) => Refusal | null;
}

/**
 * One act on a case, whole: who proposes it, from which states, who decides, what that records, how it folds and whom it
 * tells. `A` is its name, `F` its own fields, `B` the facts that are its own.
 */
export type ProposalSlice<A extends string, F extends object = object, B extends object = object> = ActRule &
  CaseFactSlice<B> & {
    readonly act: A;
    /** For the compiler alone: its fields. */
    readonly asks?: F;
  };
