import { MAY_ESCALATE } from '../people/authority';
import { grantedPosts, knowsTown, refuse, rolesOf, townStake, type Asking } from '../people/permit';
import { canReadEscalation, readScope } from '../people/reading';
import { notYourTask, toldToStrangers } from '../people/who-can';
import type { Role } from '../people/roles';
import type { Refusal } from '../stream';
import { COMMANDS, isDirect, type DirectType, type EscalationCommand } from './commands';
import type { EscalationFile } from './file';
import { postRefusal } from './gate';
import type { AskingOfCases } from './on-behalf';
import { stakeOf } from './recording';

/** Why the actor may open no 督办, 约谈 or 通报 by hand, whatever is open already; null where he may. */
export const admitToOpening = (asking: Asking): Refusal | null =>
  grantedPosts(MAY_ESCALATE, asking, townStake(asking.directory.townId)).length > 0
    ? null
    : refuse('forbidden', 'not-your-proposal', '您的岗位不能提请督办、约谈或通报。', rolesOf(MAY_ESCALATE));

const knows = (file: EscalationFile, asking: Asking): boolean => {
  const { actor, directory } = asking;
  const scope = readScope(actor.personId, actor.posts, directory);
  return scope !== null && canReadEscalation(scope, file);
};

/** The roles that a command is for, whoever holds them today: of a matter that is not his nobody hears who is staffed. */
const rolesFor = (type: DirectType, file: EscalationFile, asking: Asking): Role[] =>
  rolesOf(COMMANDS[type].grants(file, { ...asking, directory: { ...asking.directory, posts: [] } }));

/**
 * Whether the actor is answered about this escalation at all, before its version or state is told (settled 3.1): who may not
 * read it hears no more than which roles have the right.
 */
export const admitToEscalation = (
  file: EscalationFile,
  { type }: Pick<EscalationCommand, 'type'>,
  asking: AskingOfCases,
): Refusal | null => {
  if (!knowsTown(asking, stakeOf(file))) return refuse('not-found', 'escalation-unknown', '没有这一事项。');
  if (knows(file, asking)) return null;
  if (!isDirect(type)) {
    const words = '您的岗位不能查看这项约谈、通报或督办，不能办理。';
    return toldToStrangers(refuse('forbidden', 'not-your-case', words), asking);
  }
  const lacks = postRefusal(COMMANDS[type], file, asking) !== null;
  return lacks ? toldToStrangers(notYourTask(rolesFor(type, file, asking)), asking) : null;
};
