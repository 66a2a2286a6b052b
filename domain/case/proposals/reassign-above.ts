import { cancel, joined, meet } from '../../deadlines';
import { refuseField } from '../../people/permit';
import type { Refusal } from '../../stream';
import { armFor } from '../owing';
import { leadRefusal, responsibleRefusal } from '../routing';
import { record, type Recording } from '../recording';
import { L1, L2 } from '../proposal';
import type { Decide, ProposalSlice } from './rule';

/** The leader fixes the owner: assigned and accepted in one, so that a third refusal is not possible (X-12, settled 1.3). */
const fixOwner = (recording: Recording, { unitId, opinion }: Decide): Refusal | null => {
  const { file, context } = recording;
  if (unitId === undefined)
    return refuseField('owner-missing', '请指定责任单位（可以是已退回的单位，须写明理由）。', '/unitId');
  const refusal =
    responsibleRefusal(context, unitId, '/unitId') ??
    // A case without a lead is led by whom he names.
    (file.leadUnitId === null ? leadRefusal(file, context, unitId, '/unitId') : null);
  if (refusal) return refusal;
  record(recording, 'assigned', {
    leadUnitId: file.leadUnitId ?? unitId,
    responsibleUnitId: unitId,
    coUnitIds: file.coUnitIds,
    reason: opinion,
    ...joined(meet(file.deadlines, 'assign', context.now), cancel(file.deadlines, 'reassigned', 'accept')),
  });
  record(recording, 'assignment-accepted', { unitId, arms: armFor(recording, 'serve') });
  return null;
};

/** Raised by the system at the second refusal. Approved or rejected, the decision names the owner. */
export const reassignAbove: ProposalSlice<'reassign-above'> = {
  act: 'reassign-above',
  effect: '指定临时责任单位',
  grants: [],
  from: ['assigned'],
  steps: () => ({ steps: [L2], above: [L1] }),
  carryOut: (recording, _, decision) => fixOwner(recording, decision),
  reject: (recording, _, decision) => fixOwner(recording, decision),
  records: {},
};
