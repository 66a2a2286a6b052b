import { civilDateOf } from '../clock/civil';
import { postsIn, validOn } from '../people/directory';
import type { Asking } from '../people/permit';
import type { Role } from '../people/roles';
import type { EscalationFile } from './file';
import { mayPublish } from './separation';

/** Who publishes and withdraws a circular: OFc, and where no other OFc can, the next level (settled 2, 6.4). */
const PUBLISHERS: readonly Role[] = ['OFc', 'OFd', 'L2', 'L1'];

/** The role that publishes this circular today. */
export const publisherOf = (file: EscalationFile, asking: Pick<Asking, 'directory' | 'now'>): { roles: [Role] } => {
  const today = civilDateOf(asking.now);
  const posts = postsIn(asking.directory, asking.directory.posts).filter((post) => validOn(post, today));
  const role = PUBLISHERS.find((candidate) =>
    posts.some((post) => post.role === candidate && mayPublish(file, asking, post.personId)),
  );
  return { roles: [role ?? 'OFc'] };
};
