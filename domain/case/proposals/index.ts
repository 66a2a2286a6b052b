import { byName, type AllOf } from '../../slices';
import type { Proposal } from '../proposal';
import { close } from './close';
import { confirmMajor } from './confirm-major';
import { extend } from './extend';
import { imposeControl } from './impose-control';
import { newDate } from './new-date';
import { reassignAbove } from './reassign-above';
import { relapse } from './relapse';
import type { ActRule } from './rule';
import { resume } from './resume';
import { statutoryOrder } from './statutory-order';
import { suspend } from './suspend';
import { voidCase } from './void';

/** Every act on a case, in the order of the buttons: the same list draws the button, checks the proposal and decides (settled 1.1). */
export const PROPOSALS = [
  voidCase,
  confirmMajor,
  statutoryOrder,
  imposeControl,
  newDate,
  extend,
  suspend,
  resume,
  close,
  relapse,
  reassignAbove,
] as const;

export type ActSlice = (typeof PROPOSALS)[number];

type FieldsIn<S> = AllOf<S extends { readonly asks?: infer F extends object } ? (one: F) => void : never>;

/** The fields of all acts; which of them an act needs, its slice says. */
export type ActFields = Partial<FieldsIn<ActSlice>>;

/** Every act by its name. */
export const ACTS: { readonly [A in ActSlice['act']]: ActRule } = byName('act', PROPOSALS);

/** True for an act on a case; the others are acts on an escalation. */
export const isCaseAct = (act: string): act is ActSlice['act'] => Object.hasOwn(ACTS, act);

/** The rules of a proposal on a case. @throws for an act on an escalation: no case has one. */
export const ruleOf = ({ act }: Pick<Proposal, 'act'>): ActRule => {
  if (!isCaseAct(act)) throw new Error(`${act} is not an act on a case`);
  return ACTS[act];
};
