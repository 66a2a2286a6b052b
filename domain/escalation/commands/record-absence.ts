import { cancel, meet } from '../../deadlines';
import { hostsToday } from '../host';
import { notProtected } from '../protection';
import { record } from '../recording';
import { oneRungUp } from '../rung-up';
import { talkedToRefusal } from '../separation';
import type { EscalationCommandSlice } from '../slice';

export interface RecordAbsence {
  type: 'record-absence';
  reason: string;
}

export interface Facts {
  'absence-recorded': { reason: string };
}

/** Absence ends the interview and climbs; a new sitting is a new interview (settled 7). */
export const recordAbsence: EscalationCommandSlice<RecordAbsence, Facts> = {
  type: 'record-absence',
  acts: ['interview'],
  from: ['approved'],
  grants: hostsToday,
  guards: [talkedToRefusal, notProtected],
  run: (recording, { reason }) => {
    record(recording, 'absence-recorded', {
      reason,
      ...meet(recording.file.deadlines, 'interview-held', recording.context.now),
    });
    oneRungUp(recording, 'interview-held');
    record(recording, 'completed', { why: 'absence', ...cancel(recording.file.deadlines, 'completed') });
    return null;
  },
  records: { 'absence-recorded': () => ({}) },
};
