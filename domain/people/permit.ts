import { civilDateOf } from '../clock/civil';
import type { Context } from '../context';
import type { Next, Refusal, RefusalCode, Signer } from '../stream';
import { validOn, type Actor, type Post, type Unit } from './directory';
import { ROLE_NAMES, type Role } from './roles';
import { standsForUnit } from './standing';

/** How a post must stand to the file: by its unit, its subject, or not at all. */
export type Relation =
  'own' | 'village' | 'subject-village' | 'responsible' | 'lead-or-responsible' | 'issuing' | 'host' | 'addressee';

/** Roles that apply for the unit that is itself the subject (settled 3.5). */
export const APPLYING_ROLES: readonly Role[] = ['RU', 'VGm', 'LDc', 'LDd'];

/** One row of the authority table: any of the roles, in that relation. */
export interface Grant {
  roles: Role[];
  relation?: Relation;
  /** True for inspecting: posts inside a coordinating office do not count, it neither grades nor re-checks (settled 3.4). */
  inspects?: true;
}

/** What the relations are measured against; filled from a case or an escalation. */
export interface Stake {
  townId: string;
  domain: string | null;
  subjectIds: string[];
  /** Government units that are themselves the subject (public bodies). */
  subjectUnitIds: string[];
  /** The village in which it lies; null where nobody knows. */
  villageUnitId: string | null;
  /** The villages where its subjects lie, as far as they are known. */
  subjectVillageUnitIds: string[];
  responsibleUnitId: string | null;
  leadUnitId: string | null;
  issuingUnitIds: string[];
  hostUnitId?: string;
  addressee?: string;
}

/** The stake of a town, where no subject and no unit has a part yet; `domain` null reaches every department. */
export const townStake = (townId: string, domain: string | null = null): Stake => ({
  townId,
  domain,
  subjectIds: [],
  subjectUnitIds: [],
  villageUnitId: null,
  subjectVillageUnitIds: [],
  responsibleUnitId: null,
  leadUnitId: null,
  issuingUnitIds: [],
});

/** Who asks, on which day, with the posts there are: what a right is measured by. */
export type Asking = Pick<Context, 'actor' | 'directory' | 'now'>;

/** The roles as people read them, such as `专班办公室主任`. */
const roleList = (roles: Role[]): string => roles.map((role) => ROLE_NAMES[role]).join('、');

/**
 * A refusal. `message` is Chinese. It says who can act: the roles that the rule names, or, of what has to be done first,
 * whoever may do that, which is found out where the refusal leaves the rules (`who-can.ts`).
 */
export const refuse = (
  code: RefusalCode,
  reason: string,
  message: string,
  who: Role[] | Next = [],
  pointer?: string,
): Refusal => {
  const roles = Array.isArray(who) ? who : [];
  const next = Array.isArray(who) ? {} : { next: who };
  return {
    code,
    reason,
    message: roles.length > 0 ? `${message}可由${roleList(roles)}办理。` : message,
    whoCan: roles,
    ...(pointer === undefined ? {} : { pointer }),
    ...(roles.length > 0 || 'next' in next ? { meant: { words: message, ...next } } : {}),
  };
};

/** A refusal of how a field was filled in: it names nobody, since nobody else could do better with it. */
export const refuseField = (reason: string, message: string, pointer?: string): Refusal =>
  refuse('validation', reason, message, [], pointer);

/** True when a unit may act on matters of a town and domain: the town's own units, or a district department in its domain. */
const reaches = (unit: Unit | undefined, stake: Stake): boolean => {
  if (unit === undefined) return false;
  if (unit.townId === stake.townId) return true;
  if (unit.townId !== null) return false;
  return stake.domain === null || unit.domains.length === 0 || unit.domains.includes(stake.domain);
};

/** Who stands for an enterprise is not of the unit where it lies: he takes on and serves nothing for it. */
const OF_UNIT: readonly (Relation | undefined)[] = ['responsible', 'lead-or-responsible', 'issuing', 'host'];

const related = (post: Post, relation: Relation | undefined, stake: Stake): boolean => {
  switch (relation) {
    case undefined:
      return true;
    case 'own':
      return (
        (post.subjectId !== null && stake.subjectIds.includes(post.subjectId)) ||
        (APPLYING_ROLES.includes(post.role) && stake.subjectUnitIds.includes(post.unitId))
      );
    case 'village':
      return stake.villageUnitId === null || post.unitId === stake.villageUnitId;
    case 'subject-village':
      return stake.subjectVillageUnitIds.includes(post.unitId);
    case 'responsible':
      return post.unitId === stake.responsibleUnitId;
    case 'lead-or-responsible':
      return post.unitId === stake.responsibleUnitId || post.unitId === stake.leadUnitId;
    case 'issuing':
      return stake.issuingUnitIds.includes(post.unitId);
    case 'host':
      return post.unitId === stake.hostUnitId;
    case 'addressee':
      return (
        stake.addressee === `unit:${post.unitId}` ||
        (post.subjectId !== null && stake.addressee === `subject:${post.subjectId}`)
      );
  }
};

/** The actor's posts that a table of grants lets act, in the order of the table. */
export const grantedPosts = (grants: Grant[], context: Asking, stake: Stake): Post[] => {
  const today = civilDateOf(context.now);
  const posts = context.actor.posts.filter(
    (post) => validOn(post, today) && reaches(context.directory.units[post.unitId], stake),
  );
  return grants.flatMap((grant) =>
    posts.filter(
      (post) =>
        grant.roles.includes(post.role) &&
        related(post, grant.relation, stake) &&
        (grant.inspects !== true || context.directory.units[post.unitId]?.kind !== 'office') &&
        (!OF_UNIT.includes(grant.relation) || standsForUnit(post, context.directory.units[post.unitId])),
    ),
  );
};

/** Signs as the person in that post, under his own name: an alias on an official act would tell who stands behind it. */
export const signAs = ({ actor }: Context, post: Post | undefined): Signer => ({
  kind: 'person',
  personId: actor.personId,
  ...(post === undefined ? {} : { post: { role: post.role, unitId: post.unitId } }),
});

/**
 * Signs what somebody does as the reporter of this case: a protected one by his alias alone, since a post would tell who he
 * is (settled 6.2); others as everywhere.
 */
export const signAsReporter = (context: Context, post: Post | undefined): Signer => {
  const [alias] = context.actor.aliases;
  return alias === undefined ? signAs(context, post) : { kind: 'person', personId: alias };
};

/** The commands that are signed so. */
const AS_REPORTER: readonly string[] = ['report', 'withdraw-lead'];

/** Whether a command is given as the reporter alone, whatever one's posts. */
export const isAsReporter = (commandType: string): boolean => AS_REPORTER.includes(commandType);

/** Whether the actor gives this command under an alias, so that nothing about it may lead to him. */
export const isUnderAlias = ({ aliases }: Pick<Actor, 'aliases'>, commandType: string): boolean =>
  aliases.length > 0 && isAsReporter(commandType);

/** True when one of the ids is the actor, under his own id or his alias in this case. */
export const isActor = (context: Pick<Context, 'actor'>, personId: string): boolean =>
  context.actor.personId === personId || context.actor.aliases.includes(personId);

/** All roles of a table, for "who can". */
export const rolesOf = (grants: Grant[]): Role[] => [...new Set(grants.flatMap((grant) => grant.roles))];

/** True when the actor has any post that reaches the town; without one the object does not exist for him. */
export const knowsTown = (context: Asking, stake: Stake): boolean =>
  context.actor.posts.some((post) => reaches(context.directory.units[post.unitId], stake));
