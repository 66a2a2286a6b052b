import { inTheFuture } from '../case/claimed';
import { evidenceOf, isRefusal } from '../case/evidence';
import { civilDateOf } from '../clock/civil';
import { cancel, meet } from '../deadlines';
import { refuse, signAs } from '../people/permit';
import type { Refusal } from '../stream';
import type { EscalationCommand } from './commands';
import { isTalkedTo, LEADERS, postsOn } from './host';
import { openCases } from './linked';
import { reportedBy } from './on-behalf';
import { isProtected } from './protection';
import { armFor, record, type Recording } from './recording';

type Of<T extends EscalationCommand['type']> = Extract<EscalationCommand, { type: T }>;

/** Why this person cannot have hosted on the day of the sitting (settled 5.7, 3.4). */
const hostRefusal = ({ context, file }: Recording, { hostPersonId, heldAt }: Of<'hold-interview'>): Refusal | null => {
  const pointer = '/hostPersonId';
  const day = civilDateOf(heldAt);
  const posts = postsOn(context, hostPersonId, day);
  if (posts.length === 0) return refuse('validation', 'person-unknown', '主持人不存在或约谈当日不在岗。', [], pointer);
  if (isTalkedTo(file.addressee, context, { personId: hostPersonId, day }))
    return refuse('sod-violation', 'addressee-hosts', '被约谈一方的人员不得主持约谈，请另行指定主持人。', [], pointer);
  return posts.some(({ unitId, role }) => unitId === file.hostUnitId || LEADERS.includes(role))
    ? null
    : refuse('validation', 'host-of-other-unit', '主持人须为主持单位当日在岗的人员，或镇领导。', LEADERS, pointer);
};

/** The sitting: between the decision and now, hosted by a person of the hosting unit; the report is owed from that day (settled 5.7). */
export const holdInterview = (recording: Recording, command: Of<'hold-interview'>): Refusal | null => {
  const { context, file } = recording;
  const { heldAt, hostPersonId, attendees } = command;
  const early = inTheFuture(context, heldAt, '/heldAt');
  if (early) return early;
  if (file.approvedAt !== null && heldAt < file.approvedAt)
    return refuse('validation', 'before-decision', '约谈时间不得早于批准约谈的时间。', [], '/heldAt');
  const host = hostRefusal(recording, command);
  if (host) return host;
  record(recording, 'interview-held', {
    heldAt,
    hostPersonId,
    attendees,
    ...meet(file.deadlines, 'interview-held', context.now),
    arms: armFor(recording, 'interview-report', file.addressee, { from: heldAt }),
  });
  return null;
};

/** Absence ends the interview and climbs; a new sitting is a new interview (settled 7). */
export const recordAbsence = (recording: Recording, { reason }: Of<'record-absence'>): Refusal | null => {
  record(recording, 'absence-recorded', {
    reason,
    ...meet(recording.file.deadlines, 'interview-held', recording.context.now),
  });
  oneRungUp(recording, 'interview-held');
  record(recording, 'completed', { why: 'absence', ...cancel(recording.file.deadlines, 'completed') });
  return null;
};

export const fileMinutes = (recording: Recording, { text, attachmentIds }: Of<'file-minutes'>): Refusal | null => {
  const evidence = evidenceOf(recording.context, attachmentIds, '/attachmentIds');
  if (isRefusal(evidence)) return evidence;
  record(recording, 'minutes-filed', { text, attachmentIds });
  return null;
};

/** The written report of the addressee's head, or for one that has none, completes the interview. */
export const fileReport = (recording: Recording, command: Of<'file-interview-report'>): Refusal | null => {
  const { text, attachmentIds } = command;
  const filed = reportedBy(recording.file, recording.context, command);
  if ('code' in filed) return filed;
  const evidence = evidenceOf(recording.context, attachmentIds, '/attachmentIds');
  if (isRefusal(evidence)) return evidence;
  const { post, onBehalf } = filed;
  recording.signer = signAs(recording.context, post);
  record(recording, 'interview-report-filed', {
    text,
    attachmentIds,
    ...(onBehalf === undefined ? {} : { onBehalf }),
    ...meet(recording.file.deadlines, 'interview-report', recording.context.now),
  });
  record(recording, 'completed', { why: 'report', ...cancel(recording.file.deadlines, 'completed') });
  return null;
};

/**
 * Absence or silence goes one rung up: a circular about the same addressee over those of the cases that are still open;
 * none over a protected person, and none where every case has ended (settled 6.2, 6.4).
 */
export const oneRungUp = (recording: Recording, clock: 'interview-held' | 'interview-report'): void => {
  const { context, file } = recording;
  if (isProtected(context, 'circular', file.addressee) || openCases(context, file.cases).length === 0) return;
  const { escalationId } = context.lookups.escalation('circular', file.addressee);
  record(recording, 'rung-reached', { act: 'circular', clock, level: 1, addressee: file.addressee, escalationId });
};
