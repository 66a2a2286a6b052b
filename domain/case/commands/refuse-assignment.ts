import { meet } from '../../deadlines';
import { RIGHTS } from '../../people/authority';
import { refuseField } from '../../people/permit';
import { SYSTEM, type Refusal } from '../../stream';
import { notYetAccepted } from '../assignment';
import { armFor } from '../owing';
import { openProposal } from '../proposing';
import { record } from '../recording';
import { responsibleRefusal } from '../routing';
import type { CommandSlice } from '../slice';

export interface RefuseAssignment {
  type: 'refuse-assignment';
  reason: string;
  proposedUnitId?: string;
}

export interface Facts {
  'assignment-refused': { unitId: string; reason: string; proposedUnitId: string | null };
}

const proposesItself = (): Refusal =>
  refuseField('proposes-itself', '退回时不能建议本单位，请改填其他单位或不填。', '/proposedUnitId');

/** Refuse once with a reason; the second refusal goes to the town leader. */
export const refuseAssignment: CommandSlice<RefuseAssignment, Facts> = {
  type: 'refuse-assignment',
  grants: RIGHTS['accept-assignment'],
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
  records: {
    'assignment-refused': (file) => ({ assignment: { accepted: false, refusals: file.assignment.refusals + 1 } }),
  },
};
