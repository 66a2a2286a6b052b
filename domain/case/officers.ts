import { civilDateOf, type CivilDate } from '../clock/civil';
import type { Context } from '../context';
import { validOn, type Post } from '../people/directory';
import { refuse } from '../people/permit';
import type { Role } from '../people/roles';
import type { Refusal } from '../stream';

/** Who uses force by law, and so with a certificate (authority.md 1, settled 4.1). */
export const BY_LAW: readonly Role[] = ['EFo', 'EFh', 'ST', 'DS'];

/** True when the post carries an enforcement certificate that is valid on the day. */
export const isCertified = ({ certificate }: Post, on: CivilDate): boolean =>
  certificate !== null && certificate.validFrom <= on && on <= certificate.validTo;

/** Posts in this authority that are valid and certified today, in one of the roles. */
export const officerPosts = (context: Context, authority: string, roles: readonly Role[]): Post[] => {
  const today = civilDateOf(context.now);
  return context.directory.posts.filter(
    (post) =>
      post.unitId === authority && roles.includes(post.role) && validOn(post, today) && isCertified(post, today),
  );
};

/** The first of them that a person holds. */
export const officerPost = (
  context: Context,
  personId: string,
  authority: string,
  roles: readonly Role[],
): Post | undefined => officerPosts(context, authority, roles).find((post) => post.personId === personId);

/** True where an authority has fewer than two officers today, in one of the roles (settled 1.4). */
export const hasTooFew = (context: Context, authority: string, roles: readonly Role[]): boolean =>
  new Set(officerPosts(context, authority, roles).map((post) => post.personId)).size < 2;

/** What takes two officers of one authority is done by none that has only one today (settled 1.4). */
export const tooFewOfficers = (context: Context, authority: string, roles: readonly Role[]): Refusal | null =>
  hasTooFew(context, authority, roles) ? notEnough(context, authority) : null;

/** The refusal of what takes two officers of an authority that has not two for it. */
export const notEnough = ({ directory }: Context, authority: string): Refusal =>
  refuse(
    'issuer-lacks-capacity',
    'too-few-officers',
    `须由两名持有效执法证件的人员共同办理，${directory.units[authority]?.name ?? '本机关'}今日不足两名可以共同办理本案的执法人员。`,
  );

/** Officers of a statutory act must hold a certificate valid on the day. */
export const notCertified = (pointer?: string): Refusal =>
  refuse(
    'issuer-lacks-capacity',
    'certificate-not-valid',
    pointer === undefined ? '执法人员须持当日有效的执法证件。' : '会签人须持当日有效的执法证件，请另行指定会签人。',
    [],
    pointer,
  );
