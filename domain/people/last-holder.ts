import type { CivilDate } from '../clock/civil';
import type { Refusal } from '../stream';
import { refuse } from './permit';
import { postsInForce, type Roll } from './roll';
import { ROLE_NAMES, type Role } from './roles';

/** A role of which one must always be in force: SA of the installation, OFd of a town (settled 4.2). */
interface Seat {
  role: Role;
  townId: string | null;
}

const NEVER = '';
const WITHOUT_END = '9999-12-31';

/** The last day on which somebody who holds the role today still holds it. */
const heldUntil = (roll: Roll, { role, townId }: Seat): CivilDate => {
  const posts = role === 'SA' ? postsInForce(roll, role) : postsInForce(roll, role, townId);
  return posts.reduce<CivilDate>((latest, post) => {
    const end = post.to ?? WITHOUT_END;
    return end > latest ? end : latest;
  }, NEVER);
};

const isSeat = ({ role }: Seat): boolean => role === 'SA' || role === 'OFd';

const placeOf = ({ role }: Seat): string => (role === 'SA' ? '系统' : '本镇');

const refusal = (seat: Seat, pointer?: string): Refusal =>
  refuse(
    pointer === undefined ? 'conflict' : 'validation',
    'last-holder',
    `这是${placeOf(seat)}最后一个有效的“${ROLE_NAMES[seat.role]}”岗位，不能结束、停用或设定任期；请先任命另一人。`,
    [],
    pointer,
  );

/** Refused where an act would leave a seat held for a shorter time than before it (settled 4.2). */
export const seatRefusal = (before: Roll, after: Roll, seats: readonly Seat[]): Refusal | null => {
  const lost = seats.find((seat) => isSeat(seat) && heldUntil(after, seat) < heldUntil(before, seat));
  return lost === undefined ? null : refusal(lost);
};

/** Towns of these posts whose last L1 an act would take away, or sooner than before. */
export const townsLosingLeader = (before: Roll, after: Roll, posts: readonly Seat[]): (string | null)[] => {
  const leaders = posts.filter((seat) => seat.role === 'L1' && heldUntil(after, seat) < heldUntil(before, seat));
  return [...new Set(leaders.map(({ townId }) => townId))];
};

/**
 * Refused where one administrator alone would end the only L1's post: who confirms posts would then be the next below
 * (settled 4.1).
 */
export const leaderRefusal = (before: Roll, after: Roll, posts: readonly Seat[]): Refusal | null =>
  townsLosingLeader(before, after, posts).length === 0
    ? null
    : refuse(
        'conflict',
        'last-leader',
        `这是本镇最后一个有效的“${ROLE_NAMES.L1}”岗位，不能由一人结束：请先任命另一人；须立即停止的，请申请停用其账号，由本镇专班办公室主任确认，之后可以结束岗位。`,
      );

/** Who would be the only holder gets no term (settled 4.2). */
export const termRefusal = (roll: Roll, { to, ...seat }: Seat & { to: CivilDate | null }): Refusal | null =>
  to !== null && isSeat(seat) && heldUntil(roll, seat) === NEVER ? refusal(seat, '/to') : null;
