import type { Refusal } from '../stream';
import { appointmentRefusal, type Proposed } from './appointing';
import type { Unit } from './directory';
import { refuse } from './permit';
import { holders, holds, type Appointment, type Roll } from './roll';
import type { Role } from './roles';

/** Posts that need a second person (settled 4.1). */
export const CONFIRMED: readonly Role[] = ['L1', 'L2', 'OFd', 'EFh', 'EFr', 'DS', 'AU', 'SA'];

/** Where a second person is asked: for whom, for which post, and who asks. */
export interface Matter {
  /** Null for an account whatever its posts. */
  role: Role | null;
  townId: string | null;
  personId: string;
  askedBy: string | null;
}

/** Posts of the whole district: their second person may come from any town. */
const isOfDistrict = ({ role, townId }: Matter): boolean => role === 'SA' || role === 'DS' || townId === null;

/**
 * Whether a post that is given now needs a second person. The first OFd of a town counts as set-up: while no OFd post of the
 * town is given that has not ended, SA gives it alone (settled 4.1).
 */
export const needsSecond = (roll: Roll, role: Role, townId: string | null): boolean => {
  if (role !== 'OFd') return CONFIRMED.includes(role);
  return roll.appointments.some((post) => post.role === role && post.townId === townId && post.status === 'given');
};

/** A role whose holders may confirm, and who they are. */
export interface Confirmers {
  roles: Role[];
  personIds: string[];
}

/**
 * Who may confirm (settled 4.1). In a town: another SA or the town's L1; where neither holds a valid post, any OFd of the
 * town. In the district, and for DS and SA: another SA; without one L1 of any town; failing him any OFd. Never the person
 * concerned, never who asked.
 */
export const confirmersOf = (roll: Roll, matter: Matter): Confirmers => {
  const others = (role: Role, townId?: string | null): string[] =>
    holders(roll, role, townId).filter((id) => id !== matter.personId && id !== matter.askedBy);
  const place = isOfDistrict(matter) ? undefined : matter.townId;
  const administrators = others('SA');
  const leaders = others('L1', place);
  const heads = others('OFd', place);
  if (isOfDistrict(matter)) {
    if (administrators.length > 0) return { roles: ['SA'], personIds: administrators };
    return leaders.length > 0 ? { roles: ['L1'], personIds: leaders } : { roles: ['OFd'], personIds: heads };
  }
  const first = [...new Set([...administrators, ...leaders])];
  return first.length > 0 ? { roles: ['SA', 'L1'], personIds: first } : { roles: ['OFd'], personIds: heads };
};

/** Nobody confirms what concerns himself or what he asked for. */
export const ownConfirmation = (): Refusal =>
  refuse('sod-violation', 'own-post', '不能确认与自己有关或由自己提出的事项，请由另一位有权的人确认。');

/** Refused unless this person may be the second one; who may confirm a pending post may also decline it. */
export const secondRefusal = (roll: Roll, matter: Matter, by: string): Refusal | null => {
  if (by === matter.personId || by === matter.askedBy) return ownConfirmation();
  const { roles, personIds } = confirmersOf(roll, matter);
  return personIds.includes(by) ? null : refuse('forbidden', 'not-your-task', '您的岗位不能确认这一事项。', roles);
};

export const matterOf = (post: Appointment): Matter => ({
  role: post.role,
  townId: post.townId,
  personId: post.personId,
  askedBy: post.appointedBy,
});

/** What a pending post would be if it were given today: it gives no right for days before it was confirmed. */
export const confirmedOn = ({ today }: Roll, post: Appointment): Appointment => ({
  ...post,
  status: 'given',
  from: post.from < today ? today : post.from,
});

/** 409 `overtaken`: what was right when it was asked no longer is. */
export const overtaken = ({ message }: Refusal): Refusal =>
  refuse('conflict', 'overtaken', `提出之后情况有变，不能再确认：${message}请撤回或退回后重新提出。`);

/** A post that needs a second person is nobody's whose password another person knows (settled 4.1, 4.3). */
const passwordRefusal = ({ mustChangePassword }: Roll, { personId }: Appointment): Refusal | null =>
  mustChangePassword.includes(personId)
    ? refuse(
        'conflict',
        'password-set-by-another',
        '该人员还在使用他人设定的密码，暂不能确认：请本人先登录并修改密码，之后再确认。',
      )
    : null;

/** Why a pending post may not be confirmed by this person today, or null; everything asked at giving is asked again. */
export const confirmationRefusal = (roll: Roll, post: Appointment, unit: Unit, by: string): Refusal | null => {
  const second = secondRefusal(roll, matterOf(post), by);
  if (second !== null) return second;
  const appointments = roll.appointments.filter(({ postId }) => postId !== post.postId);
  const { from } = confirmedOn(roll, post);
  const proposed: Proposed = { ...post, from, unit, by: post.appointedBy ?? '' };
  const changed = appointmentRefusal({ ...roll, appointments }, proposed);
  return changed === null ? passwordRefusal(roll, post) : overtaken(changed);
};

/** Refused unless this person asked, or administers the installation. */
export const withdrawalRefusal = (roll: Roll, askedBy: string | null, by: string): Refusal | null =>
  by === askedBy || holds(roll, by, 'SA')
    ? null
    : refuse('forbidden', 'not-your-task', '只有提出的人或系统管理员可以撤回。', ['SA']);
