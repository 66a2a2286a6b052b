import { officeId } from '../case/able';
import { civilDateOf, type CivilDate } from '../clock/civil';
import type { Context } from '../context';
import { LD, MAY_ESCALATE, OF } from '../people/authority';
import { postsIn, townUnitId, validOn, type Post } from '../people/directory';
import { rolesOf, type Asking, type Grant } from '../people/permit';
import type { Role } from '../people/roles';
import type { EscalationFile } from './file';

/** Leaders of the town: they may host any talk, and act as host where the town government stands in (settled 3.4). */
export const LEADERS: Role[] = ['L2', 'L1'];

/** Posts of a person in this town and its district that are valid on a day. */
export const postsOn = ({ directory }: Pick<Asking, 'directory'>, personId: string, day: CivilDate): Post[] =>
  postsIn(directory, directory.posts).filter((post) => post.personId === personId && validOn(post, day));

/** Whether a person belongs to whom an escalation speaks to, by any post of that day (settled 3.4: on the natural person). */
export const isTalkedTo = (
  addressee: string,
  asking: Pick<Asking, 'directory'>,
  who: { personId: string; day: CivilDate },
): boolean =>
  postsOn(asking, who.personId, who.day).some(
    ({ unitId, subjectId }) =>
      addressee === `unit:${unitId}` || (subjectId !== null && addressee === `subject:${subjectId}`),
  );

/** True where the town government hosts: L2 and L1 act for it, and L1 decides (settled 3.4). */
export const isTownHost = (asking: Pick<Asking, 'directory'>, hostUnitId: string): boolean =>
  hostUnitId === townUnitId(asking.directory);

/**
 * Who issues a paper to a late unit or takes its lateness up: the unit whose turn it is; the office where that is the late
 * one itself; for the office the town government (settled 3.4). Nobody issues a paper to itself.
 */
export const standIn = (context: Context, unitId: string | null, addressee: string): string => {
  const office = officeId(context);
  const town = townUnitId(context.directory);
  if (office !== null && addressee === `unit:${office}`) return town;
  return [unitId, office].find((candidate) => candidate !== null && addressee !== `unit:${candidate}`) ?? town;
};

/** True where somebody of the unit may host today and is not of those who are spoken to. */
export const canHost = (context: Context, unitId: string, addressee: string): boolean => {
  const roles = rolesOf(MAY_ESCALATE);
  const day = civilDateOf(context.now);
  return context.directory.posts.some(
    ({ personId, ...post }) =>
      post.unitId === unitId &&
      roles.includes(post.role) &&
      validOn(post, day) &&
      !isTalkedTo(addressee, context, { personId, day }),
  );
};

/** The hosting unit of an escalation: the one whose turn it is, else the office, else the town government (settled 3.4). */
export const hostFor = (context: Context, wanted: string | null, addressee: string): string => {
  const first = standIn(context, wanted, addressee);
  if (canHost(context, first, addressee)) return first;
  const second = standIn(context, null, addressee);
  return canHost(context, second, addressee) ? second : townUnitId(context.directory);
};

/** Who acts for the host today (authority.md 2); L2 and L1 act where the town government hosts (settled 3.4). */
export const hostsToday = (
  { hostUnitId }: Pick<EscalationFile, 'hostUnitId'>,
  asking: Pick<Asking, 'directory'>,
): Grant[] => (isTownHost(asking, hostUnitId) ? [{ roles: LEADERS }] : [{ roles: [...OF, ...LD], relation: 'host' }]);
