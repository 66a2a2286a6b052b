import type { ProposalFields } from '../../../domain/case/commands';
import type { CaseProposalAct } from '../../../domain/case/proposal';
import { byName } from '../../../domain/slices';
import { close } from './close';
import { confirmMajor } from './confirm-major';
import { extend } from './extend';
import { imposeControl } from './impose-control';
import { newDate } from './new-date';
import type { ProposalBody } from './proposal-body';
import { reassignAbove } from './reassign-above';
import { relapse } from './relapse';
import { resume } from './resume';
import { statutoryOrder } from './statutory-order';
import { suspend } from './suspend';
import { voidCase } from './void';

/** Every act with its body, in the order in which a message about an unknown one names them. */
const BODIES = [
  voidCase,
  close,
  relapse,
  confirmMajor,
  statutoryOrder,
  imposeControl,
  newDate,
  reassignAbove,
  extend,
  suspend,
  resume,
] as const;

/** The same by name. */
export const proposalBodies: { readonly [A in CaseProposalAct]: ProposalBody<A, ProposalFields> } = byName(
  'act',
  BODIES,
);
