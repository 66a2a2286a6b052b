import { MAY_ESCALATE } from '../people/authority';
import { grantedPosts, knowsTown, refuse, rolesOf, townStake, type Asking } from '../people/permit';
import { canReadEscalation, readScope } from '../people/reading';
import type { Refusal } from '../stream';
import { COMMANDS, isDirect, type EscalationCommand } from './commands';
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

/** Whether the actor is answered about this escalation at all, before its version or state is told (settled 3.1). */
export const admitToEscalation = (
  file: EscalationFile,
  { type }: EscalationCommand,
  asking: AskingOfCases,
): Refusal | null => {
  if (!knowsTown(asking, stakeOf(file))) return refuse('not-found', 'escalation-unknown', '没有这一事项。');
  if (isDirect(type)) return postRefusal(COMMANDS[type], file, asking);
  return knows(file, asking)
    ? null
    : refuse('forbidden', 'not-your-case', '您的岗位不能查看这项约谈、通报或督办，不能办理。');
};
