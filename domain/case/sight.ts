import {
  grantedPosts,
  isActor,
  isUnderAlias,
  knowsTown,
  refuse,
  rolesOf,
  townStake,
  type Asking,
} from '../people/permit';
import { notYourTask } from '../people/who-can';
import type { Role } from '../people/roles';
import type { Refusal } from '../stream';
import { COMMANDS, type CaseCommand } from './commands';
import type { CaseFile } from './file';
import { isOnSubjectSide } from './parts';
import type { CaseProposalAct } from './proposal';
import { lacksProposal } from './act-gate';
import { knowsByPost } from './readers';
import { stakeOf } from './recording';

/**
 * How much of a case somebody is shown (settled 6.2, roles.md "RP"): `whole`; `subject`, the side that rectifies, without
 * what leads to the reporter; `reporter`, who reads it only because he reported it: its state.
 */
export type Sight = 'whole' | 'subject' | 'reporter';

const READERS: Role[] = ['L1', 'L2', 'OFc', 'OFd', 'LDc', 'LDd', 'AU'];

const audits = ({ actor }: Asking): boolean => actor.posts.some(({ role }) => role === 'AU');

const reported = (file: CaseFile, asking: Asking): boolean =>
  file.parts.some((part) => part.act === 'report' && isActor(asking, part.personId));

/** What the actor is shown of a case that he may read: by any of his posts he may stand on the side that rectifies. */
export const sightOf = (file: CaseFile, asking: Asking): Sight => {
  if (!audits(asking) && isOnSubjectSide(file, asking)) return 'subject';
  return knowsByPost(file, asking) ? 'whole' : 'reporter';
};

/** Whether somebody is told that the source is protected; the overlay and its filter ask the same (settled 6.2). */
export const showsProtection = (sight: Sight): boolean => sight === 'whole';

/** Whether somebody is told where it came from: the side that rectifies is not, for it leads to who reported. */
export const showsSource = (sight: Sight): boolean => sight !== 'subject';

/** A command as far as the right to it is concerned. */
export type Tried = { type: Exclude<CaseCommand['type'], 'propose'> } | { type: 'propose'; act: CaseProposalAct };

/** The right that a command asks for, whatever the state. Who may decide or confirm is a matter of what is open. */
const lacksRight = (file: CaseFile, command: Tried, asking: Asking): Refusal | null => {
  const { type } = command;
  if (type === 'decide-proposal' || type === 'withdraw-proposal' || type === 'co-sign') return null;
  if (type === 'propose') return lacksProposal(file, asking, command.act);
  const right = { grants: COMMANDS[type].grants, asking, stake: stakeOf(file) };
  if (grantedPosts(right.grants, asking, right.stake).length > 0) return null;
  // Whose unit could do it is part of the case: told to its readers alone.
  return knowsByPost(file, asking)
    ? notYourTask(right)
    : refuse('forbidden', 'not-your-task', '您的岗位无权办理此操作。', rolesOf(right.grants));
};

/**
 * Whether the actor is answered about this case at all, before its version or anything of its state is told: who may not
 * read may not act, notes included (settled 3.1). What a protected reporter does as such needs no post of his.
 */
export const admitToCase = (file: CaseFile, command: Tried, asking: Asking): Refusal | null => {
  // Whatever the domain: a department may decide for the one that a proposal names.
  if (!knowsTown(asking, townStake(file.townId))) return refuse('not-found', 'case-unknown', '没有这一隐患。');
  const refusal = lacksRight(file, command, asking);
  if (refusal) return refusal;
  if (knowsByPost(file, asking)) return null;
  // Beside a protected report his own name would tell whose it is.
  const isNamed = asking.actor.aliases.length === 0 || isUnderAlias(asking.actor, command.type);
  if (isNamed && reported(file, asking)) return null;
  return refuse('forbidden', 'not-your-case', '您的岗位不能查看这起隐患，不能办理。', READERS);
};
