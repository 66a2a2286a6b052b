import type { CivilDate } from '../clock/civil';
import type { Refusal } from '../stream';
import { giversOf, mayGive } from './appointing';
import { leaderRefusal, seatRefusal } from './last-holder';
import { refuse } from './permit';
import type { Appointment, Roll } from './roll';

/**
 * Why an end may not be set, or null: it only shortens, lies neither before the beginning nor before today, which may be the
 * last day (settled 4.2; nothing is backdated, roles.md 3.3 rule 16).
 */
export const shorteningRefusal = (
  span: { from: CivilDate | null; to: CivilDate | null },
  to: CivilDate,
  today: CivilDate,
): Refusal | null => {
  if (span.from !== null && to < span.from)
    return refuse('conflict', 'before-start', '结束日期不能早于开始日期，请核对。', [], '/to');
  if (to < today)
    return refuse('conflict', 'already-over', '结束日期不能早于今天：最早以今天为最后一日，请重新填写。', [], '/to');
  return span.to !== null && to > span.to
    ? refuse('conflict', 'only-shortens', '结束日期只能提前，不能推后；需要延长的请重新任命或新建。', [], '/to')
    : null;
};

/** Why a given post that has not begun may not be taken back, or null: who may give it may take it back. */
export const takingBackRefusal = (roll: Roll, post: Appointment, by: string): Refusal | null =>
  mayGive(roll, by, post.role, post.townId)
    ? null
    : refuse('forbidden', 'not-your-task', '您的岗位不能撤回这一岗位。', giversOf(post.role, post.townId));

/** Why a post may not be ended on this day by this person, or null. Who may give it may end it (settled 4.1, 4.2). */
export const endingRefusal = (roll: Roll, post: Appointment, to: CivilDate, by: string): Refusal | null => {
  if (!mayGive(roll, by, post.role, post.townId))
    return refuse('forbidden', 'not-your-task', '您的岗位不能结束这一岗位。', giversOf(post.role, post.townId));
  if (post.status === 'pending') return refuse('conflict', 'pending', '该岗位尚待确认，请撤回或退回。');
  const appointments = roll.appointments.map((one) => (one.postId === post.postId ? { ...one, to } : one));
  const after = { ...roll, appointments };
  return (
    shorteningRefusal(post, to, roll.today) ?? seatRefusal(roll, after, [post]) ?? leaderRefusal(roll, after, [post])
  );
};
