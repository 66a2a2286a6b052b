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
import { armFor, emit, type Turn } from './turn';

type Of<T extends EscalationCommand['type']> = Extract<EscalationCommand, { type: T }>;

/** Why this person cannot have hosted on the day of the sitting (settled 5.7, 3.4). */
const hostRefusal = ({ context, file }: Turn, { hostPersonId, heldAt }: Of<'hold-interview'>): Refusal | null => {
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
export const holdInterview = (turn: Turn, command: Of<'hold-interview'>): Refusal | null => {
  const { context, file } = turn;
  const { heldAt, hostPersonId, attendees } = command;
  const early = inTheFuture(context, heldAt, '/heldAt');
  if (early) return early;
  if (file.approvedAt !== null && heldAt < file.approvedAt)
    return refuse('validation', 'before-decision', '约谈时间不得早于批准约谈的时间。', [], '/heldAt');
  const host = hostRefusal(turn, command);
  if (host) return host;
  emit(turn, 'interview-held', {
    heldAt,
    hostPersonId,
    attendees,
    ...meet(file.deadlines, 'interview-held', context.now),
    arms: armFor(turn, 'interview-report', file.addressee, { from: heldAt }),
  });
  return null;
};

/** Absence ends the interview and climbs; a new sitting is a new interview (settled 7). */
export const recordAbsence = (turn: Turn, { reason }: Of<'record-absence'>): Refusal | null => {
  emit(turn, 'absence-recorded', {
    reason,
    ...meet(turn.file.deadlines, 'interview-held', turn.context.now),
  });
  oneRungUp(turn, 'interview-held');
  emit(turn, 'completed', { why: 'absence', ...cancel(turn.file.deadlines, 'completed') });
  return null;
};

export const fileMinutes = (turn: Turn, { text, attachmentIds }: Of<'file-minutes'>): Refusal | null => {
  const evidence = evidenceOf(turn.context, attachmentIds, '/attachmentIds');
  if (isRefusal(evidence)) return evidence;
  emit(turn, 'minutes-filed', { text, attachmentIds });
  return null;
};

/** The written report of the addressee's head, or for one that has none, completes the interview. */
export const fileReport = (turn: Turn, command: Of<'file-interview-report'>): Refusal | null => {
  const { text, attachmentIds } = command;
  const filed = reportedBy(turn.file, turn.context, command);
  if ('code' in filed) return filed;
  const evidence = evidenceOf(turn.context, attachmentIds, '/attachmentIds');
  if (isRefusal(evidence)) return evidence;
  const { post, onBehalf } = filed;
  turn.signer = signAs(turn.context, post);
  emit(turn, 'interview-report-filed', {
    text,
    attachmentIds,
    ...(onBehalf === undefined ? {} : { onBehalf }),
    ...meet(turn.file.deadlines, 'interview-report', turn.context.now),
  });
  emit(turn, 'completed', { why: 'report', ...cancel(turn.file.deadlines, 'completed') });
  return null;
};

/**
 * Absence or silence goes one rung up: a circular about the same addressee over those of the cases that are still open;
 * none over a protected person, and none where every case has ended (settled 6.2, 6.4).
 */
export const oneRungUp = (turn: Turn, clock: 'interview-held' | 'interview-report'): void => {
  const { context, file } = turn;
  if (isProtected(context, 'circular', file.addressee) || openCases(context, file.cases).length === 0) return;
  const { escalationId } = context.lookups.escalation('circular', file.addressee);
  emit(turn, 'rung-reached', { act: 'circular', clock, level: 1, addressee: file.addressee, escalationId });
};
