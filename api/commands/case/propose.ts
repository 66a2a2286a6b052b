import type { CaseCommand } from '../../../domain/case/commands';
import type { CaseProposalAct } from '../../../domain/case/proposal';
import { invalidField } from '../../problem';
import type { CommandBody } from '../command-body';
import { proposalBodies } from '../proposals';

const isAct = (act: unknown): act is CaseProposalAct => typeof act === 'string' && Object.hasOwn(proposalBodies, act);

const names = Object.values(proposalBodies).map(({ act, name }) => `${act} ${name}`);

/** The body's `act` says by which class it is checked. */
export const propose: CommandBody<Extract<CaseCommand, { type: 'propose' }>> = {
  type: 'propose',
  words: { name: '提请审批', does: `提请有权的人审批一件事，事项由 act 指明：${names.join('、')}。` },
  body: {
    by: 'act',
    classes: Object.fromEntries(Object.values(proposalBodies).map(({ act, dto }) => [act, dto])),
  },
  parse: async (plain) => {
    const { act } = plain;
    if (!isAct(act)) throw invalidField('/act', 'one-of', `必须是 ${Object.keys(proposalBodies).join('、')} 之一`);
    return proposalBodies[act].parse(plain);
  },
};
