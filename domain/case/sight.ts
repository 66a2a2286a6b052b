import {
  grantedPosts,
  isActor,
  isAsReporter,
  isUnderAlias,
  knowsTown,
  refuse,
  rolesOf,
  townStake,
  type Asking,
  type Grant,
} from '../people/permit';
import { READ_ALL, readScope } from '../people/reading';
import { notYourTask, toldToStrangers } from '../people/who-can';
import type { Role } from '../people/roles';
import type { Refusal } from '../stream';
import { COMMANDS, type DirectType } from './commands';
import type { CaseFile } from './file';
import { isOnSubjectSide } from './parts';
import type { CaseProposalAct } from './proposal';
import { ACTS } from './proposals';
import { notYourProposal } from './act-gate';
import { knowsByPost } from './readers';
import { stakeOf } from './recording';

/**
 * How much of a case somebody is shown (settled 6.2, roles.md "RP"): `whole`; `subject`, the side that rectifies, without
 * what leads to the reporter; `reporter`, who reads it only because he reported it: its state.
 */
export type Sight = 'whole' | 'subject' | 'reporter';

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

/** A command as far as the right to it is concerned, and what is open that it is about. */
export type Tried =
  | { type: DirectType }
  | { type: 'propose'; act: CaseProposalAct }
  | { type: 'decide-proposal' | 'withdraw-proposal'; proposalId: string }
  | { type: 'co-sign'; askId: string };

/** The right that a command asks for, whatever the state; null where who may is a matter of what is open. */
const grantsOf = (command: Tried): Grant[] | null => {
  if (command.type === 'decide-proposal' || command.type === 'withdraw-proposal' || command.type === 'co-sign')
    return null;
  return command.type === 'propose' ? ACTS[command.act].grants : COMMANDS[command.type].grants;
};

/** Of the roles that read every case those that a command is for; what is somebody's own names none. */
const readersWhoMay = (command: Tried): Role[] => {
  const roles = isAsReporter(command.type) ? [] : rolesOf(grantsOf(command) ?? []);
  return READ_ALL.filter((role) => roles.includes(role));
};

const lacksRight = (file: CaseFile, command: Tried, asking: Asking): Refusal | null => {
  const grants = grantsOf(command);
  if (grants === null || grantedPosts(grants, asking, stakeOf(file)).length > 0) return null;
  return command.type === 'propose' ? notYourProposal(command.act) : notYourTask(rolesOf(grants));
};

/** Whether this was for him to decide or to sign, until the system took it off the table. */
const wasForHim = ({ overtaken }: CaseFile, command: Tried, asking: Asking): boolean => {
  const id = 'proposalId' in command ? command.proposalId : 'askId' in command ? command.askId : undefined;
  const asked = overtaken.find((one) => one.id === id)?.asked ?? [];
  const keys =
    asked.length === 0 ? [] : (readScope(asking.actor.personId, asking.actor.posts, asking.directory)?.keys ?? []);
  return asked.some((key) => keys.includes(key));
};

/**
 * Whether the actor is answered about this case at all, before its version or anything of its state is told: who may not
 * read may not act, notes included (settled 3.1), and hears of others no more than which roles have the right. What a
 * protected reporter does as such needs no post of his; who was to decide or to sign what is open no more hears what changed.
 */
export const admitToCase = (file: CaseFile, command: Tried, asking: Asking): Refusal | null => {
  // Whatever the domain: a department may decide for the one that a proposal names.
  if (!knowsTown(asking, townStake(file.townId))) return refuse('not-found', 'case-unknown', '没有这一隐患。');
  if (knowsByPost(file, asking) || wasForHim(file, command, asking)) return null;
  const refusal = lacksRight(file, command, asking);
  if (refusal) return toldToStrangers(refusal, asking);
  // Beside a protected report his own name would tell whose it is.
  const isNamed = asking.actor.aliases.length === 0 || isUnderAlias(asking.actor, command.type);
  if (isNamed && reported(file, asking)) return null;
  const words = '您的岗位不能查看这起隐患，不能办理。';
  return toldToStrangers(refuse('forbidden', 'not-your-case', words, readersWhoMay(command)), asking);
};
