import type { Context } from '../../context';
import type { Refusal } from '../../stream';
import type { CaseCommand } from '../commands';
import type { CaseFile, CaseStatus } from '../file';
import type { Proposal } from '../proposal';
import type { Recording } from '../recording';

export type Propose = Extract<CaseCommand, { type: 'propose' }>;
export type Decide = Extract<CaseCommand, { type: 'decide-proposal' }>;

/** What a proposal keeps of the fields of its act. */
export type Kept = { [field: string]: unknown };

/** A question to the file of that moment: why not, or null. */
export type Check = (file: CaseFile, context: Context) => Refusal | null;

/** The rules of one act that one person or the system proposes and another decides (settled 1.1 to 1.3). */
export interface ActRule {
  /** States in which it may be proposed and carried out. */
  from: readonly CaseStatus[];
  /** States in which one that is open waits for the end of a re-check: not withdrawn, not approved. */
  waits: readonly CaseStatus[];
  /** True where the side that rectifies may ask for it too: what it says is against itself, or keeps people from harm. */
  bySubject: boolean;
  /** What the case must be like, whoever acts: for the button, the proposal and again the approval. */
  needs: Check[];
  /** Separation and relation of whoever proposes it by hand; it does not count again at the decision (settled 1.2). */
  proposer: Check[];
  /** What stands in the way of an approval without having changed since the proposal. */
  blocks: Check[];
  /** What its own fields must say; returns what the proposal keeps of them. */
  fields(recording: Recording, command: Propose): Refusal | Kept;
  /** The fields of a proposal on the day of its decision: dates, clauses, officers. */
  holds(file: CaseFile, context: Context, proposal: Proposal): Refusal | null;
  /** True where what it asks for has been done meanwhile, so that nothing is left to decide. */
  isDone(file: CaseFile, context: Context, proposal: Proposal): boolean;
  /** What the last approval does, in the same decision. */
  carryOut(recording: Recording, proposal: Proposal, decision: Decide): Refusal | null;
  /** What a rejection does. */
  reject(recording: Recording, proposal: Proposal, decision: Decide): Refusal | null;
}

/** An act with what it has of its own; what it leaves out asks and does nothing. */
export const actRule = (own: Pick<ActRule, 'from' | 'carryOut'> & Partial<ActRule>): ActRule => ({
  waits: [],
  bySubject: false,
  needs: [],
  proposer: [],
  blocks: [],
  fields: () => ({}),
  holds: () => null,
  isDone: () => false,
  reject: () => null,
  ...own,
});
