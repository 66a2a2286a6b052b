import type { Post } from './directory';
import { grantedPosts, refuse, roleList, rolesOf, type Asking, type Grant, type Relation, type Stake } from './permit';
import type { Role } from './roles';
import type { Refusal, RefusalCode } from '../stream';

/** A right, and what it is measured against: who else could act in it. */
export interface Right {
  grants: Grant[];
  asking: Asking;
  stake: Stake;
}

/** Relations that mean one unit, whoever else holds the same role elsewhere. */
const OF_ONE_UNIT: readonly Relation[] = [
  'village',
  'subject-village',
  'responsible',
  'lead-or-responsible',
  'issuing',
  'host',
];

const isOfOneUnit = ({ relation }: Grant): boolean => relation !== undefined && OF_ONE_UNIT.includes(relation);

/** Posts of others in which somebody could act today; who asks is not told of himself. */
export const othersIn = ({ grants, asking, stake }: Right, may: (post: Post) => boolean = () => true): Post[] => {
  const { actor, directory } = asking;
  const roles = rolesOf(grants);
  const posts = directory.posts.filter(
    (post) => post.personId !== actor.personId && roles.includes(post.role) && may(post),
  );
  return grantedPosts(grants, { ...asking, actor: { ...actor, posts } }, stake);
};

/**
 * The roles of a right that a refusal sends to: where a row of it means the people of one unit or subject, those of them that
 * somebody else holds there today; all of its roles where nobody does.
 */
export const whoCanBy = (right: Right): Role[] => {
  const held = right.grants.flatMap((grant) =>
    grant.relation === undefined
      ? grant.roles
      : grant.roles.filter((role) => othersIn({ ...right, grants: [{ ...grant, roles: [role] }] }).length > 0),
  );
  return held.length === 0 ? rolesOf(right.grants) : [...new Set(held)];
};

/** A refusal that sends to who has this right; it names the unit where one is meant. */
export const refuseTo = (
  right: Right,
  { code, reason, message, pointer }: { code: RefusalCode; reason: string; message: string; pointer?: string },
): Refusal => {
  const whoCan = whoCanBy(right);
  const refusal = refuse(code, reason, message, whoCan, pointer);
  if (!right.grants.every(isOfOneUnit)) return refusal;
  const unitIds = [...new Set(othersIn(right).map(({ unitId }) => unitId))];
  const names = unitIds.map((unitId) => right.asking.directory.units[unitId]?.name ?? unitId).join('、');
  return names === '' ? refusal : { ...refusal, message: `${message}可由${names}的 ${roleList(whoCan)} 办理。` };
};

/** The refusal of a command that none of one's posts gives. */
export const notYourTask = (right: Right): Refusal =>
  refuseTo(right, { code: 'forbidden', reason: 'not-your-task', message: '您的岗位无权办理此操作。' });
