import { civilDateOf } from '../clock/civil';
import type { Context } from '../context';
import { DIRECT } from '../people/authority';
import type { Post } from '../people/directory';
import { grantedPosts } from '../people/permit';
import type { Refusal } from '../stream';
import type { CaseFile, Control } from './file';
import { BY_LAW, isCertified, notCertified } from './officers';
import { hasPowerIn, noPowerHere } from './power';
import { stakeOf } from './recording';

/** Posts that may impose by law, each in its own matter (settled 1.5), or on own premises. */
const imposingPosts = (file: CaseFile, context: Context): Post[] =>
  grantedPosts(DIRECT['impose-control'], context, stakeOf(file)).filter(
    (post) => post.subjectId !== null || hasPowerIn(file, context, post),
  );

/** Of those the one in which it is imposed today: force by law takes a valid certificate, as an order does (settled 1.1). */
export const imposingPost = (file: CaseFile, context: Context): Post | Refusal => {
  const posts = imposingPosts(file, context);
  if (posts.length === 0) return noPowerHere(['EFo', 'ST', 'DS', 'L2']);
  return posts.find((post) => post.subjectId !== null || isCertified(post, civilDateOf(context.now))) ?? notCertified();
};

/**
 * To prolong force is force: what an authority imposed one of its officers prolongs whose certificate is valid today (settled
 * 1.1). To lift it takes none.
 */
export const notCertifiedFor = (file: CaseFile, context: Context, { imposedBy: imposer }: Control): Refusal | null => {
  const own = imposer.kind === 'person' ? imposer.post : undefined;
  if (own === undefined || !BY_LAW.includes(own.role)) return null;
  const today = civilDateOf(context.now);
  const posts = grantedPosts(DIRECT['extend-control'], context, stakeOf(file));
  return posts.some((post) => post.unitId === own.unitId && isCertified(post, today)) ? null : notCertified();
};
