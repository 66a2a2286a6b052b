import { button, type Allowed } from '../case/allowed';
import type { Context } from '../context';
import { isActor, refuse } from '../people/permit';
import { DIRECT } from './commands';
import { mayDecide } from './deciders';
import type { EscalationFile } from './file';
import { escalationGate } from './gate';

/** Every command on this escalation for this actor, from the same gates that guard the commands. */
export const allowedOnEscalation = (file: EscalationFile, context: Context): Allowed[] => {
  const own = file.proposals.some(
    (proposal) => proposal.by.kind === 'person' && isActor(context, proposal.by.personId),
  );
  return [
    ...DIRECT.map((rule) => button(rule.type, escalationGate(rule, file, context))),
    button('decide-proposal', mayDecide(file, context)),
    button('withdraw-proposal', own ? null : refuse('illegal-transition', 'nothing-open', '没有您提请的事项。')),
  ];
};
