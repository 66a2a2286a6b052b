import type { Context } from '../context';
import { decidersToday } from '../people/candidates';
import type { CaseFile } from './file';
import { isOfAuthority } from './levels';
import { isOnSideOfNamed, isOnSubjectSide, whoDid } from './parts';
import type { Proposal } from './proposal';

const NOT_BY_RECTIFIER: readonly Proposal['act'][] = ['new-date', 'void', 'relapse'];

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
  if (proposal.act === 'close') return closingConflict(file, context, proposal, did, who.unitId);
  // Who rectifies decides neither on a new date, nor that there was nothing, nor whether it came back (3.3 rule 2).
  if (NOT_BY_RECTIFIER.includes(proposal.act) && did(whoDid(file, ['rectify']))) {
    return { reason: 'rectifier-decides', message: '整改一方不得审批。' };
  }
  return null;
};

/** Who closes is not rectifier, re-checker, on-the-spot signer or assigner of this cycle; for 重大 another unit than the re-checkers'. */
const closingConflict = (
  file: CaseFile,
  context: Context,
  proposal: Proposal,
  did: (people: string[]) => boolean,
  unitId: string | null,
): { reason: string; message: string } | null => {
  if (did(whoDid(file, ['recheck']))) return { reason: 'rechecker-closes', message: '复查人不得审核销号。' };
  if (did(whoDid(file, ['rectify']))) return { reason: 'rectifier-closes', message: '整改人不得审核销号。' };
  if (did(whoDid(file, ['sign-on-the-spot'])))
    return { reason: 'signer-closes', message: '即查即改的签字人不得审核销号。' };
  if (did(whoDid(file, ['assign']))) return { reason: 'assigner-closes', message: '本轮交办人不得审核销号。' };
  if (file.grade === 'major' && recheckingUnits(file).includes(unitId) && !isOnlyAuthority(file, context, proposal)) {
    return { reason: 'same-unit-closes', message: '重大隐患须由复查单位以外的部门审核销号。' };
  }
  return null;
};

const recheckingUnits = ({ parts, cycle }: CaseFile): (string | null)[] =>
  parts.filter((part) => part.act === 'recheck' && part.cycle === cycle).map(({ unitId }) => unitId);

/**
 * Where the only authority that is competent did the re-check, another of its officers closes, then L2: two officers and a
 * leader (settled 2, roles.md 3.3 rule 3).
 */
export const isOnlyAuthority = (
  file: CaseFile,
  context: Context,
  { steps: [step] }: Pick<Proposal, 'steps'>,
): boolean =>
  file.grade === 'major' &&
  step !== undefined &&
  isOfAuthority(step) &&
  recheckingUnits(file).length > 0 &&
  decidersToday(context, step).every(({ unitId }) => recheckingUnits(file).includes(unitId));
