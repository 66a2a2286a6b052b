import { civilDateOf } from '../clock/civil';
import type { Context } from '../context';
import { postsIn, postsOf, type Actor, type Post } from '../people/directory';
import { actingPosts } from './acting';
import { refuse, refuseField, rolesOf, type Grant, type Stake } from '../people/permit';
import type { Role } from '../people/roles';
import type { Refusal } from '../stream';
import type { CaseFile } from './file';
import { isCertified, notCertified, notEnough } from './officers';
import { isOnSubjectSide } from './parts';
import { readsByPost } from './readers';

/** What one command asks of its second person; the rest is asked of every second person (settled 1.4). */
export interface SecondNeeds {
  /** Who may give the command itself. */
  grants: Grant[];
  /** What these are measured against, where it is not the whole case. */
  stake?: Stake;
  /** Which of the posts can, where the body of the command narrows it. */
  able?: (post: Post) => boolean;
  /** The unit of the first officer, for an order and its re-check: the second is a certified officer of the same. */
  authority?: string;
  /** Separation of duties of this command, seen with the second person as the actor. */
  conflict?: (file: CaseFile, context: Context) => Refusal | null;
}

/** The field in which every command names its second person. */
export const SECOND = '/coActorId';

/** Nobody who holds one of these signs for another, whatever else he holds (settled 1.4). */
const NEVER: readonly Role[] = ['SA', 'AU', 'RP', 'EX'];

/** A person as one knows him who only has his id: no alias of a protected reporter can be seen through. */
export const namedActor = (context: Context, personId: string): Actor => ({
  personId,
  posts: postsOf(context.directory, personId, civilDateOf(context.now)),
  aliases: [],
});

/**
 * The post in which the actor of this context may be the second person of a command today, or why he may not be
 * (settled 1.4). Asked when he is named, when he confirms, and where the command takes effect later than that.
 */
export const secondPost = (file: CaseFile, context: Context, needs: SecondNeeds): Post | Refusal => {
  const { actor, directory } = context;
  const whoCan = rolesOf(needs.grants);
  if (postsIn(directory, actor.posts).length === 0)
    return refuseField('second-unknown', '会签人不存在或不在岗，请另行指定会签人。', SECOND);
  if (actor.posts.some((post) => NEVER.includes(post.role)))
    return refuse('forbidden', 'second-may-not-act', '管理、审计、专家和举报人员不得会签。', whoCan, SECOND);
  if (isOnSubjectSide(file, context))
    return refuse('sod-violation', 'subject-is-second', '责任主体一方的人员不得会签。', whoCan, SECOND);
  const conflict = needs.conflict?.(file, context) ?? null;
  if (conflict) return { ...conflict, pointer: SECOND };
  const granted = actingPosts(needs.grants, file, context, needs.stake);
  const able = needs.able === undefined ? granted : granted.filter(needs.able);
  if (able.length === 0)
    return refuse('forbidden', 'second-may-not-act', '会签人的岗位本身无权办理此操作。', whoCan, SECOND);
  if (needs.authority !== undefined) return officer(context, able, needs.authority);
  const [post] = able;
  // That he is asked to sign is no reading right of its own.
  return post !== undefined && readsByPost(file, context)
    ? post
    : refuse('forbidden', 'second-cannot-read', '会签人无权查看本案，不得会签。', whoCan, SECOND);
};

/** Of the same authority as the first, with a certificate valid today; whoever acts for it reads the case (3.1). */
const officer = (context: Context, able: Post[], authority: string): Post | Refusal => {
  const own = able.filter((post) => post.unitId === authority);
  if (own.length === 0) {
    const name = context.directory.units[authority]?.name ?? authority;
    return refuse(
      'issuer-lacks-capacity',
      'second-of-other-authority',
      `会签人须为同一机关（${name}）的执法人员。`,
      [],
      SECOND,
    );
  }
  return own.find((post) => isCertified(post, civilDateOf(context.now))) ?? notCertified(SECOND);
};

/** What takes two officers of one authority is begun by none of it while nobody else of it may be the second today. */
export const noSecondOfficer = (
  file: CaseFile,
  context: Context,
  needs: SecondNeeds & { authority: string },
): Refusal | null => {
  const { actor, directory } = context;
  const others = directory.posts.flatMap(({ unitId, personId }) =>
    unitId === needs.authority && personId !== actor.personId ? [personId] : [],
  );
  const may = (personId: string): boolean =>
    !('code' in secondPost(file, { ...context, actor: namedActor(context, personId) }, needs));
  return [...new Set(others)].some(may) ? null : notEnough(context, needs.authority);
};
