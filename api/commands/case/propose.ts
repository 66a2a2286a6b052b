import type { CaseCommand } from '../../../domain/case/commands';
import type { CaseProposalAct } from '../../../domain/case/proposal';
import type { Dto } from '../../parse';
import { invalidField } from '../../problem';
import type { CommandBody } from '../command-body';
import { proposalBodies } from '../proposals';

const isAct = (act: unknown): act is CaseProposalAct => typeof act === 'string' && Object.hasOwn(proposalBodies, act);

/** The body's `act` says by which class it is checked. */
export const propose: CommandBody<Extract<CaseCommand, { type: 'propose' }>> = {
  type: 'propose',
  dtos: [...new Set<Dto<object>>(Object.values(proposalBodies).map(({ dto }) => dto))],
  parse: async (plain) => {
    const { act } = plain;
    if (!isAct(act)) throw invalidField('/act', 'one-of', `必须是 ${Object.keys(proposalBodies).join('、')} 之一`);
    return proposalBodies[act].parse(plain);
  },
};
