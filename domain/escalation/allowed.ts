import { button, nothingOpen, type Allowed } from '../case/allowed';
import { mayWithdraw } from '../case/deciding';
import type { Context } from '../context';
import type { Refusal } from '../stream';
import { admitToEscalation } from './admit';
import { DIRECT, type EscalationCommandType } from './commands';
import { mayDecide } from './deciders';
import type { EscalationFile } from './file';
import { escalationGate } from './gate';
import { tellOnEscalation } from './sending';

/** Every command that an escalation of this kind has, for this actor, from the same gates that guard the commands. */
export const allowedOnEscalation = (file: EscalationFile, context: Context): Allowed[] => {
  const drawn = (
    type: EscalationCommandType,
    meant: Pick<Allowed, 'act' | 'proposalId'>,
    gateOf: () => Refusal | null,
  ): Allowed => {
    const stranger = admitToEscalation(file, { type }, context);
    const refusal = stranger === null ? gateOf() : null;
    return button(
      { command: type, ...meant },
      refusal === null ? stranger : tellOnEscalation(file, context, { type }, refusal),
    );
  };
  const onProposals = (
    type: 'decide-proposal' | 'withdraw-proposal',
    none: string,
    gateOf: (proposal: EscalationFile['proposals'][number]) => Refusal | null,
  ): Allowed[] =>
    file.proposals.length === 0
      ? [nothingOpen(type, none)]
      : file.proposals.map((proposal) => {
          const { proposalId, act } = proposal;
          return drawn(type, { act, proposalId }, () => gateOf(proposal));
        });

  return [
    ...DIRECT.filter(({ acts }) => acts.includes(file.act)).map((rule) =>
      drawn(rule.type, {}, () => escalationGate(rule, file, context)),
    ),
    ...onProposals('decide-proposal', '没有待审批的提请。', () => mayDecide(file, context)),
    ...onProposals('withdraw-proposal', '没有您提请的事项。', (proposal) => mayWithdraw(context, proposal)),
  ];
};
