import { cancel, isRunning, joined, meet } from '../deadlines';
import { DIRECT } from '../people/authority';
import { refuse } from '../people/permit';
import { SYSTEM, type Refusal } from '../stream';
import type { CaseCommand } from './commands';
import type { CaseFile } from './file';
import { rule } from './gate';
import { armFor } from './owing';
import { openProposal } from './proposing';
import { namingRefusal, responsibleRefusal, type Naming } from './routing';
import { record, type Recording } from './recording';

type Of<T extends CaseCommand['type']> = Extract<CaseCommand, { type: T }>;

const reassignAboveOpen = (file: CaseFile): Refusal | null =>
  file.proposals.some((proposal) => proposal.act === 'reassign-above')
    ? refuse('illegal-transition', 'reassign-above-open', '已两次退回，须由镇分管领导指定责任单位。', ['L2'])
    : null;

const recordAssignment = (recording: Recording, command: Naming & { reason?: string }): Refusal | null => {
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

/** T4: the office names lead and responsible unit; others than the pack's row names need a reason (settled 3.7). */
export const assign = rule<Of<'assign'>>({
  grants: DIRECT.assign,
  bySubject: 'last',
  from: ['graded'],
  run: recordAssignment,
});

/** T4 again, after a refusal or before acceptance. */
export const reassign = rule<Of<'reassign'>>({
  grants: DIRECT.reassign,
  bySubject: 'last',
  from: ['assigned'],
  guards: [
    reassignAboveOpen,
    (file) =>
      file.assignment.accepted ? refuse('illegal-transition', 'already-accepted', '责任单位已签收，不能改派。') : null,
  ],
  run: recordAssignment,
});

const notYetAccepted = (file: CaseFile): Refusal | null => {
  if (file.assignment.accepted) return refuse('illegal-transition', 'already-accepted', '责任单位已签收。');
  return isRunning(file.deadlines, 'accept') || file.deadlines.some((d) => d.clock === 'accept')
    ? null
    : refuse('illegal-transition', 'already-refused', '责任单位已退回，等待重新交办。', ['OFc', 'OFd']);
};

/** The responsible unit signs for it; nothing is issued before. */
export const acceptAssignment = rule<Of<'accept-assignment'>>({
  grants: DIRECT['accept-assignment'],
  bySubject: true,
  from: ['assigned'],
  guards: [notYetAccepted],
  run: (recording) => {
    const { file, context } = recording;
    record(recording, 'assignment-accepted', {
      unitId: file.responsibleUnitId ?? '',
      ...meet(file.deadlines, 'accept', context.now),
      arms: armFor(recording, 'serve'),
    });
    return null;
  },
});

const proposesItself = (): Refusal =>
  refuse('validation', 'proposes-itself', '退回时不能建议本单位，请改填其他单位或不填。', [], '/proposedUnitId');

/** Refuse once with a reason; the second refusal goes to the town leader. */
export const refuseAssignment = rule<Of<'refuse-assignment'>>({
  grants: DIRECT['refuse-assignment'],
  bySubject: true,
  from: ['assigned'],
  guards: [notYetAccepted],
  run: (recording, command) => {
    const { file, context } = recording;
    const { proposedUnitId } = command;
    if (proposedUnitId !== undefined) {
      if (proposedUnitId === file.responsibleUnitId) return proposesItself();
      const impossible = responsibleRefusal(context, proposedUnitId, '/proposedUnitId');
      if (impossible) return impossible;
    }
    const second = file.assignment.refusals >= 1;
    record(recording, 'assignment-refused', {
      unitId: file.responsibleUnitId ?? '',
      reason: command.reason,
      proposedUnitId: proposedUnitId ?? null,
      ...meet(file.deadlines, 'accept', context.now),
      ...(second ? {} : { arms: armFor(recording, 'assign') }),
    });
    if (!second) return null;
    openProposal(recording, {
      act: 'reassign-above',
      reason: `责任单位两次退回：${command.reason}`,
      data: {
        leadUnitId: file.leadUnitId,
        ...(proposedUnitId === undefined ? {} : { proposedUnitId }),
      },
      evidence: [],
      by: SYSTEM,
    });
    return null;
  },
});
