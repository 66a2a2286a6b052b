import { button, type Allowed } from '../case/allowed';
import type { Context } from '../context';
import { ON_ESCALATION } from '../people/authority';
import { isActor, refuse } from '../people/permit';
import type { Direct } from './commands';
import type { EscalationFile } from './file';
import { escalationGate, mayDecide } from './gate';

const isDirect = (command: string): command is Direct => command in ON_ESCALATION;

/** Every command on this escalation for this actor, from the same gates that guard the commands. */
export const allowedOnEscalation = (file: EscalationFile, context: Context): Allowed[] => {
  const own = file.proposals.some(
    (proposal) => proposal.by.kind === 'person' && isActor(context, proposal.by.personId),
  );
  return [
    ...Object.keys(ON_ESCALATION)
      .filter(isDirect)
      .map((command) => button(command, escalationGate(file, context, command))),
    button('decide-proposal', mayDecide(file, context)),
    button('withdraw-proposal', own ? null : refuse('illegal-transition', 'nothing-open', '没有您提请的事项。')),
  ];
};
