import { meet } from '../../deadlines';
import { RIGHTS } from '../../people/authority';
import { notYetAccepted } from '../assignment';
import { armFor } from '../owing';
import { record } from '../recording';
import type { CommandSlice } from '../slice';

export interface AcceptAssignment {
  type: 'accept-assignment';
}

/** The responsible unit signs for it; nothing is issued before. */
export const acceptAssignment: CommandSlice<AcceptAssignment, { 'assignment-accepted': { unitId: string } }> = {
  type: 'accept-assignment',
  grants: RIGHTS['accept-assignment'],
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
  records: {
    'assignment-accepted': (file) => ({ assignment: { ...file.assignment, accepted: true } }),
  },
};
