import { civilDateOf } from '../clock/civil';
import { ON_ESCALATION } from '../people/authority';
import { postsIn, validOn } from '../people/directory';
import type { Asking, Grant } from '../people/permit';
import type { Role } from '../people/roles';
import type { Direct } from './commands';
import type { EscalationFile } from './file';
import { isTownHost, LEADERS } from './host';
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

/** Who may give a command on this escalation today; L2 and L1 act where the town government hosts (settled 3.4). */
export const grantsOn = (file: EscalationFile, asking: Asking, type: Direct): Grant[] => {
  switch (type) {
    case 'publish':
    case 'withdraw-circular':
      return [publisherOf(file, asking)];
    case 'hold-interview':
    case 'record-absence':
    case 'file-minutes':
      return isTownHost(asking, file.hostUnitId) ? [{ roles: LEADERS }] : ON_ESCALATION[type];
    case 'hear-company':
    case 'file-interview-report':
      return ON_ESCALATION[type];
  }
};
