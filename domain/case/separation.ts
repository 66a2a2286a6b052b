import type { Context } from '../context';
import type { CaseFile } from './file';
import { isOnSideOfNamed, isOnSubjectSide } from './parts';
import type { Proposal } from './proposal';
import { ruleOf } from './proposals';

/** Why this person may not decide this proposal (roles.md 3.3), in Chinese, or null. Measured on the natural person. */
export const conflictOf = (
  file: CaseFile,
  context: Context,
  proposal: Proposal,
  who: { personId: string; unitId: string | null; aliases?: string[] },
): { reason: string; message: string } | null => {
  const ids = [who.personId, ...(who.aliases ?? [])];
  const did = (people: string[]): boolean => people.some((personId) => ids.includes(personId));
  const proposer = proposal.by.kind === 'person' ? [proposal.by.personId] : [];
  if (did(proposer)) return { reason: 'proposer-decides', message: '提请人不得审批自己的提请。' };
  const second = proposal.data['coActorId'];
  if (typeof second === 'string' && did([second]))
    return { reason: 'co-signer-decides', message: '会签人不得审批该事项。' };
  const earlier = proposal.decisions.flatMap((decision) =>
    decision.by.kind === 'person' ? [decision.by.personId] : [],
  );
  if (did(earlier)) return { reason: 'decided-before', message: '同一人不得在两级审批中重复审批。' };
  const named = proposal.data['subjectIds'];
  const ofNamed = Array.isArray(named) && isOnSideOfNamed(named.map(String), context, who.personId);
  if (ofNamed || isOnSubjectSide(file, context, who.personId))
    return { reason: 'subject-decides', message: '整改一方不得审批。' };
  return ruleOf(proposal).conflict?.(file, context, proposal, { did, unitId: who.unitId }) ?? null;
};
