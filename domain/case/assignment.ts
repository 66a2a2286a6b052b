import { cancel, isRunning, joined, meet } from '../deadlines';
import { refuse } from '../people/permit';
import type { Refusal } from '../stream';
import type { CaseFile } from './file';
import { armFor } from './owing';
import { record, type Recording } from './recording';
import { namingRefusal, type Naming } from './routing';

/** Records who leads and who answers for a case, the first time or anew (T4). */
export const recordAssignment = (recording: Recording, command: Naming & { reason?: string }): Refusal | null => {
  const { context, file } = recording;
  const { leadUnitId, responsibleUnitId, coUnitIds, reason } = command;
  const refusal = namingRefusal(file, context, command, reason);
  if (refusal) return refusal;
  const assigned = { ...recording, file: { ...file, leadUnitId, responsibleUnitId } };
  record(recording, 'assigned', {
    leadUnitId,
    responsibleUnitId,
    coUnitIds,
    reason: reason ?? null,
    ...joined(meet(file.deadlines, 'assign', context.now), cancel(file.deadlines, 'reassigned', 'accept')),
    arms: armFor(assigned, 'accept'),
  });
  return null;
};

/** An assignment is answered once: neither accepted nor refused yet. */
export const notYetAccepted = (file: CaseFile): Refusal | null => {
  if (file.assignment.accepted) return refuse('illegal-transition', 'already-accepted', '责任单位已签收。');
  return isRunning(file.deadlines, 'accept') || file.deadlines.some((d) => d.clock === 'accept')
    ? null
    : refuse('illegal-transition', 'already-refused', '责任单位已退回，等待重新交办。', { command: 'reassign' });
};
