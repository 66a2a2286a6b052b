import { evidenceOf, isRefusal } from '../../case/evidence';
import { civilDateOf } from '../../clock/civil';
import type { Instant } from '../../clock/instant';
import type { Context } from '../../context';
import { cancel, meet } from '../../deadlines';
import { refuse, refuseField } from '../../people/permit';
import type { Refusal } from '../../stream';
import type { EscalationFile } from '../file';
import { hostsToday } from '../host';
import { notProtected } from '../protection';
import { record, type Recording } from '../recording';
import { oneRungUp } from '../rung-up';
import { talkedToRefusal } from '../separation';
import type { EscalationCommandSlice, Guard } from '../slice';

export interface RecordAbsence {
  type: 'record-absence';
  /** How he was invited, and that he did not come. */
  reason: string;
  scheduledAt: Instant;
  attachmentIds: string[];
}

export interface Facts {
  /** What an earlier release recorded names neither the sitting nor a proof. */
  'absence-recorded': { reason: string; scheduledAt?: Instant; attachmentIds?: string[] };
}

/** True where a sitting at that time could have been served after the approval: not on its day, in packs of seconds after it. */
const couldBeServed = ({ approvedAt }: EscalationFile, { policy }: Context, at: Instant): boolean =>
  approvedAt === null || (policy.acceptsPrintedDates ? civilDateOf(at) > civilDateOf(approvedAt) : at > approvedAt);

/** Nobody has stayed away from a sitting that there cannot have been yet (settled 5.7). */
const noSittingYet: Guard = (file, context) =>
  couldBeServed(file, context, context.now)
    ? null
    : refuse(
        'illegal-transition',
        'no-sitting-yet',
        '约谈刚获批准，通知尚待送达，还没有可以缺席的约谈，批准次日起方可记录缺席。',
      );

const sittingRefusal = ({ file, context }: Recording, { scheduledAt }: RecordAbsence): Refusal | null => {
  const pointer = '/scheduledAt';
  if (scheduledAt > context.now) return refuseField('in-the-future', '约谈时间尚未到，不能记录缺席。', pointer);
  return couldBeServed(file, context, scheduledAt)
    ? null
    : refuseField('before-invitation', '约谈时间须晚于批准约谈之日，否则无从送达通知。', pointer);
};

/**
 * Absence is from a sitting that was to be between the approval and now, proved by how he was invited (settled 5.7). It ends
 * the interview and climbs; a new sitting is a new interview (settled 7).
 */
export const recordAbsence: EscalationCommandSlice<RecordAbsence, Facts> = {
  type: 'record-absence',
  acts: ['interview'],
  from: ['approved'],
  grants: hostsToday,
  guards: [talkedToRefusal, notProtected, noSittingYet],
  run: (recording, command) => {
    const { reason, scheduledAt, attachmentIds } = command;
    const refusal = sittingRefusal(recording, command);
    if (refusal) return refusal;
    const evidence = evidenceOf(recording.context, attachmentIds, '/attachmentIds');
    if (isRefusal(evidence)) return evidence;
    record(recording, 'absence-recorded', {
      reason,
      scheduledAt,
      attachmentIds,
      ...meet(recording.file.deadlines, 'interview-held', recording.context.now),
    });
    oneRungUp(recording, 'interview-held');
    record(recording, 'completed', { why: 'absence', ...cancel(recording.file.deadlines, 'completed') });
    return null;
  },
  mayLack: { 'absence-recorded': { scheduledAt: true, attachmentIds: true } },
  records: { 'absence-recorded': () => ({}) },
};
