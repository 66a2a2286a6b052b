import type { Context } from '../context';
import { leadingHead, orderingHead } from './deciders';
import { L1, L2 } from './proposal';
import type { CaseFile } from './file';
import { underOrder } from './issuing';
import { holderOf } from './owing';
import { whoDid } from './parts';
import type { ActRule, Conflict, Steps } from './proposals/rule';
import { rectifierDecides } from './separation-words';

/** Who decides on another date (authority.md 1, `extend` and `new-date`): the second time one level higher (3.3 rule 5). */
const dateDeciders = (file: CaseFile, context: Context): Steps => {
  const isSecond = file.extensions > 0;
  if (file.grade === 'major') return isSecond ? { steps: [L1], above: [] } : { steps: [L2], above: [L1] };
  if (isSecond) return { steps: [L2], above: [L1] };
  return { steps: [underOrder(file) ? orderingHead(file, context) : leadingHead(file, context)], above: [L2, L1] };
};

/** Who decided on the first other date does not decide on the second (3.3 rule 5), nor who rectifies. */
const conflict: Conflict = (file, context, proposal, who) =>
  who.did(whoDid(file, ['move-date'], 'any'))
    ? { reason: 'decided-first-extension', message: '第二次延期须由上一级的其他人员审批。' }
    : rectifierDecides(file, context, proposal, who);

/** How another date is decided, whether it is asked for (`extend`) or set after a failed re-check (`new-date`). */
export const DECIDED_AS_DATE: Pick<ActRule, 'steps' | 'decides' | 'conflict'> = {
  steps: dateDeciders,
  // The head of the lead unit alone, whatever an earlier release asked.
  decides: (file, context, post) => post.role !== 'LDd' || post.unitId === holderOf(file, context),
  conflict,
};
