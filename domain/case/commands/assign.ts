import { RIGHTS } from '../../people/authority';
import { recordAssignment } from '../assignment';
import { withPart } from '../fold-parts';
import type { CommandSlice } from '../slice';

export interface Assign {
  type: 'assign';
  leadUnitId: string;
  responsibleUnitId: string;
  coUnitIds: string[];
  reason?: string;
}

export interface Facts {
  assigned: { leadUnitId: string; responsibleUnitId: string; coUnitIds: string[]; reason: string | null };
}

/** T4: the office names lead and responsible unit; others than the pack's row names need a reason (settled 3.7). */
export const assign: CommandSlice<Assign, Facts> = {
  type: 'assign',
  grants: RIGHTS.assign,
  bySubject: 'last',
  from: ['graded'],
  instead: { assigned: { command: 'reassign', words: '责任单位退回或需调整的，请改派。' } },
  run: recordAssignment,
  records: {
    assigned: (file, { actor, body }) => ({
      status: 'assigned',
      leadUnitId: body.leadUnitId,
      responsibleUnitId: body.responsibleUnitId,
      coUnitIds: body.coUnitIds,
      assignment: { ...file.assignment, accepted: false },
      parts: withPart(file, 'assign', actor),
    }),
  },
  tells: {
    assigned: (told, { body }) => [
      { personIds: told.unit(body.responsibleUnitId), template: 'assigned', data: told.data },
    ],
  },
};
