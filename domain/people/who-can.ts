import type { Refusal, RefusalCode, WhoCan } from '../stream';
import type { Post } from './directory';
import { grantedPosts, refuse, rolesOf, type Asking, type Grant, type Stake } from './permit';
import { ROLE_NAMES, type Role } from './roles';
import { standsForUnit } from './standing';

/** A right, and what it is measured against: who else could act in it. */
export interface Right {
  grants: Grant[];
  asking: Asking;
  stake: Stake;
}

/** More units than so many are not told one by one. */
const MOST_UNITS = 3;

/** Posts of others in which somebody could act today, in the order of the roles; who asks is not told of himself. */
export const othersIn = ({ grants, asking, stake }: Right, may: (post: Post) => boolean = () => true): Post[] => {
  const { actor, directory } = asking;
  const roles = rolesOf(grants);
  const posts = directory.posts.filter(
    (post) => post.personId !== actor.personId && roles.includes(post.role) && may(post),
  );
  const granted = grantedPosts(grants, { ...asking, actor: { ...actor, posts } }, stake);
  return roles.flatMap((role) => granted.filter((post) => post.role === role));
};

/** True where somebody holds one of the roles of a right, be it elsewhere than where this matter gives it. */
const holdsRole = ({ grants, asking, stake }: Right): boolean => {
  const anywhere = grants.map(({ roles }): Grant => ({ roles }));
  return grantedPosts(anywhere, asking, stake).length > 0;
};

/**
 * Why a right is not given, in the order in which it is told, of cases and escalations alike: who holds none of its roles
 * hears that (`lacking`); who holds one, though not where this matter gives it, hears first what stands against it for
 * everybody (`state`), so that nobody is sent to others for what is not to be done yet. `lacking` is null where the right comes
 * from elsewhere.
 */
export const withoutRight = (
  right: Right,
  lacking: () => Refusal | null,
  state: () => Refusal | null,
): Refusal | null => {
  if (grantedPosts(right.grants, right.asking, right.stake).length > 0) return null;
  const refusal = lacking();
  return refusal && ((holdsRole(right) ? state() : null) ?? refusal);
};

/** The roles of a right that somebody else holds where it is given; all of them where nobody does. */
export const rolesHeld = (right: Right): Role[] => {
  const held = [...new Set(othersIn(right).map(({ role }) => role))];
  return held.length > 0 ? held : rolesOf(right.grants);
};

/** A refusal that sends to who else has this right, of those who `may`. */
export const refuseTo = (
  right: Right,
  { code, reason, message, pointer }: { code: RefusalCode; reason: string; message: string; pointer?: string },
  may?: (post: Post) => boolean,
): Refusal => {
  const posts = othersIn(right, may);
  const whoCan = rolesOf(right.grants).filter((role) => posts.some((post) => post.role === role));
  return { ...refuse(code, reason, message, whoCan, pointer), meant: { words: message, posts } };
};

/** The refusal of a command that none of one's posts gives. */
export const notYourTask = (roles: Role[]): Refusal =>
  refuse('forbidden', 'not-your-task', '您的岗位无权办理此操作。', roles);

const PERSONAL: readonly RefusalCode[] = ['forbidden', 'sod-violation', 'issuer-lacks-capacity'];

/** True for a refusal because of who asks; any other would be given to everybody. */
export const isAboutActor = ({ code }: Pick<Refusal, 'code'>): boolean => PERSONAL.includes(code);

/** True for a refusal because none of the posts of who asks gives the right: it is for others, whatever becomes of the matter. */
export const isOfOtherPosts = ({ code }: Pick<Refusal, 'code'>): boolean =>
  code === 'forbidden' || code === 'issuer-lacks-capacity';

/** A question to a file: why not, or null. */
type Check<F, C> = (file: F, context: C) => Refusal | null;

/** What the first of some checks that refuses says, or null. */
export const firstOf = <F, C>(checks: readonly Check<F, C>[], file: F, context: C): Refusal | null => {
  for (const check of checks) {
    const refusal = check(file, context);
    if (refusal) return refusal;
  }
  return null;
};

/** The same of those that refuse everybody, not because of who asks. */
export const firstImpersonal = <F, C>(checks: readonly Check<F, C>[], file: F, context: C): Refusal | null => {
  const impersonal = checks.map((check): Check<F, C> => (of, asking) => {
    const refusal = check(of, asking);
    return refusal === null || isAboutActor(refusal) ? null : refusal;
  });
  return firstOf(impersonal, file, context);
};

/** Others who hold one of some roles; nobody where who asks does himself: then it is his own to do. */
export const holdersOf = (roles: Role[], asking: Asking, stake: Stake): Post[] => {
  const right = { grants: [{ roles }], asking, stake };
  return holdsRole(right) ? [] : othersIn(right);
};

/** Of some posts the first of each role and unit in which somebody can; of a role in many units no more than shows that. */
export const ableAmong = (posts: Post[], can: (post: Post) => boolean): Post[] => {
  const able: Post[] = [];
  for (const post of posts) {
    const same = able.filter(({ role }) => role === post.role);
    if (same.length > MOST_UNITS || same.some(({ unitId }) => unitId === post.unitId)) continue;
    if (can(post)) able.push(post);
  }
  return able;
};

const nameOf = (role: Role, unitId: string | null, { actor, directory }: Asking): WhoCan => ({
  role,
  roleName: ROLE_NAMES[role],
  unitId,
  unitName: unitId === null ? null : (directory.units[unitId]?.name ?? unitId),
  another: actor.posts.some((post) => post.role === role && (unitId === null || post.unitId === unitId)),
});

/** The unit of a post, where it is one of its people: an enterprise is only registered at the town hall. */
const unitOf = (post: Post, { directory }: Asking): string | null =>
  standsForUnit(post, directory.units[post.unitId]) ? post.unitId : null;

/** Who somebody is sent to, by roles and their units, as a refusal tells it. */
export const namedBy = (posts: Post[], asking: Asking): WhoCan[] =>
  [...new Set(posts.map(({ role }) => role))].flatMap((role) => {
    const units = [...new Set(posts.flatMap((post) => (post.role === role ? [unitOf(post, asking)] : [])))];
    return units.length > MOST_UNITS
      ? [nameOf(role, null, asking)]
      : units.map((unitId) => nameOf(role, unitId, asking));
  });

/** The same of roles alone, for whom the units of a matter are not told. */
export const namedByRole = (roles: Role[], asking: Asking): WhoCan[] => roles.map((role) => nameOf(role, null, asking));

/** Such as `可由梅桥村的网格员、村居分管委员，或另一位综合执法队的综合执法队员办理。` */
const sentence = (who: WhoCan[]): string => {
  const groups = new Map<string, string[]>();
  for (const { another, unitName, roleName } of who) {
    const whose = `${another ? '另一位' : ''}${unitName === null ? '' : `${unitName}的`}`;
    groups.set(whose, [...(groups.get(whose) ?? []), roleName]);
  }
  return `可由${[...groups].map(([whose, roles]) => `${whose}${roles.join('、')}`).join('，或')}办理。`;
};

/** The same question with somebody else as the actor, in one of his posts. */
export const as = <C extends Asking>(context: C, post: Post): C => ({
  ...context,
  actor: { personId: post.personId, posts: [post], aliases: [] },
});

const OFFICE: readonly Role[] = ['OFc', 'OFd'];

/** What is said where nobody else can today; the office, to which all others are sent, hears what it has to see to. */
export const nobodyElse = ({ actor }: Asking): string =>
  actor.posts.some(({ role }) => OFFICE.includes(role))
    ? '目前没有其他人员可以办理，请先落实有权办理的人员岗位。'
    : '目前没有其他人员可以办理，请联系专班办公室。';

/** A refusal as it is told: with who can, in codes and in words. */
export const told = ({ meant, ...refusal }: Refusal, who: WhoCan[], nobody = ''): Refusal => ({
  ...refusal,
  message: `${meant?.words ?? refusal.message}${who.length > 0 ? sentence(who) : nobody}`,
  whoCan: [...new Set(who.map(({ role }) => role))],
  whoCanDo: who,
});

/** The same for whom nothing of the matter is told but which roles have the right. */
export const toldToStrangers = (refusal: Refusal, asking: Asking): Refusal =>
  told(refusal, namedByRole(refusal.whoCan, asking));
