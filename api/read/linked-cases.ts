import { CaseRow } from '../../entities/case.entity';
import type { LinkedCaseAnswer } from '../answers/escalation';
import type { AppDeps } from '../deps';
import { scopeCases } from './scope';
import type { Viewer } from './viewer';

/** The cases of an escalation; those that the viewer reads with what they are called and where they stand. */
export const linkedAsSeen = async (
  deps: AppDeps,
  viewer: Viewer,
  linked: readonly LinkedCaseAnswer[],
): Promise<LinkedCaseAnswer[]> => {
  if (linked.length === 0) return [];
  const find = deps.db
    .getRepository(CaseRow)
    .createQueryBuilder('c')
    .where('c.caseId IN (:...linked)', { linked: linked.map(({ caseId }) => caseId) });
  const rows = await scopeCases(find, viewer).getMany();
  const byId = new Map(rows.map(({ caseId, title, number, status }) => [caseId, { title, number, status }]));
  return linked.map(({ caseId, cycle, major }) => ({ caseId, cycle, major, ...byId.get(caseId) }));
};
