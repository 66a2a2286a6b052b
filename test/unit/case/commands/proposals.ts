import type { CaseCommand, ProposalFields } from '../../../../domain/case/commands';
import type { CaseProposalAct } from '../../../../domain/case/proposal';

/** A proposal of an act with its own fields. */
export const proposing = (
  act: CaseProposalAct,
  fields: ProposalFields = {},
  attachmentIds: string[] = [],
): CaseCommand => ({ type: 'propose', act, reason: '情况属实', attachmentIds, fields });

export const deciding = (
  proposalId: string,
  decision: 'approve' | 'reject' = 'approve',
  more: { returnTo?: 'rectifying' | 'rechecking' } = {},
): CaseCommand => ({ type: 'decide-proposal', proposalId, decision, opinion: '阅', ...more });
