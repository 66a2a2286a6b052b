import type { Due } from '../clock/term';
import type { Context } from '../context';
import { cancel, joined } from '../deadlines';
import { refuse, refuseField } from '../people/permit';
import { clockRow, isFixedAtOnce } from '../policy/clocks';
import { extensionOf } from '../policy/extension';
import type { PaperIssue, Refusal } from '../stream';
import { aheadRefusal } from './ahead';
import type { CaseFile } from './file';
import { underOrder } from './issuing';
import { armFor, issuingUnit } from './owing';
import { runningDate } from './plan';
import { planOwed } from './plan-owed';
import type { Proposal } from './proposal';
import { record, factsOf, type Recording } from './recording';
import type { Guard } from './slice';

/** Extensions and new dates count together. */
export const extensionsLeft = (file: CaseFile, { policy }: Context): Refusal | null => {
  const most = extensionOf(policy).most[file.grade ?? 'general'];
  return file.extensions >= most
    ? refuse('illegal-transition', 'too-many-extensions', `延期最多 ${String(most)} 次，不得再延。`)
    : null;
};

/** What is put right at once gets no new date; a control keeps the danger away meanwhile (X-26, settled 1.3). */
export const notAtOnce = (file: CaseFile, context: Context): Refusal | null =>
  isFixedAtOnce(context.policy, file.hazardType)
    ? refuse('illegal-transition', 'fix-at-once', '该类隐患须立即整改，不得另定期限；可以采取临时管控措施。', {
        command: 'impose-control',
      })
    : null;

/** It counts as an extension: later than the date that runs or was missed (authority.md 1). */
export const dateRefusal = (file: CaseFile, context: Context, newDueOn: string): Refusal | null => {
  const ahead = aheadRefusal(context, newDueOn, '新期限', '/newDueOn');
  if (ahead) return ahead;
  const running = runningDate(file);
  return running !== undefined && newDueOn <= running.dueOn
    ? refuseField('not-later', `新的期限须晚于现在的整改期限 ${running.dueOn}。`, '/newDueOn')
    : null;
};

/** Who decides follows the case of this day: a 重大 is L2's, an order that of who issued the one in force (authority.md 1, settled 1.1). */
export const decidedByOthers = (file: CaseFile, context: Context, { steps }: Proposal): Refusal | null => {
  const { roles = [], unitId } = steps[0] ?? {};
  if (file.grade === 'major' && !roles.includes('L2') && !roles.includes('L1'))
    return refuse('illegal-transition', 'leader-decides', '本案已认定为重大隐患，新期限改由镇分管领导审批。');
  const isOthers = roles.includes('LDd') || (unitId !== undefined && unitId !== issuingUnit(file, context));
  return underOrder(file) && isOthers
    ? refuse('illegal-transition', 'issuer-decides', '本案已责令整改，新期限改由作出责令的机关审批。')
    : null;
};

/** True where it can be approved no more, whatever time brings: others decide by now, none is left, or the date came later. */
export const isOvertakenDate = (file: CaseFile, context: Context, proposal: Proposal): boolean => {
  const { newDueOn } = proposal.data;
  const running = runningDate(file);
  return (
    decidedByOthers(file, context, proposal) !== null ||
    extensionsLeft(file, context) !== null ||
    (typeof newDueOn === 'string' && running !== undefined && newDueOn <= running.dueOn)
  );
};

/** One act that moves the date at a time. */
export const noOtherDateOpen =
  (other: 'extend' | 'new-date'): Guard =>
  ({ proposals }) =>
    proposals.some(({ act }) => act === other)
      ? refuse(
          'conflict',
          'proposal-already-open',
          other === 'extend' ? '延期申请正在审批中，有结果后再提请新期限。' : '新期限已在审批中，不能同时申请延期。',
        )
      : null;

/** Another date replaces the deadline, the old one is kept in the ledger; only rungs not yet reached are armed again. A 重大 owes a plan for it. */
export const moveDate = (
  recording: Recording,
  { due, rule, ...body }: { due: Due; rule: string; paper?: PaperIssue },
  why: 'new-date' | 'extended',
): void => {
  const { file, context } = recording;
  const { source } = clockRow(context.policy, 'rectify', factsOf(file, context));
  const undated = file.deadlines.filter(({ clock }) => clock !== 'rectify');
  record(recording, 'date-moved', {
    newDueOn: due.dueOn,
    ...body,
    ...joined(
      cancel(file.deadlines, why, 'rectify'),
      cancel(file.deadlines, why, 'recheck'),
      { arms: armFor(recording, 'rectify', { instead: { due, rule, source } }) },
      { arms: planOwed({ ...recording, file: { ...file, deadlines: undated } }) },
    ),
  });
};
