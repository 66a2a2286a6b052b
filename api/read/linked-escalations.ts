import type { CaseFile } from '../../domain/case/file';
import type { RungAct } from '../../domain/stream';
import { EscalationCaseRow } from '../../entities/escalation.entity';
import type { AppDeps } from '../deps';

type Link = CaseFile['escalations'][number];

/**
 * Every escalation that a case is in: those its own rungs opened or joined, and those that others linked it to, by counting
 * it, by hand, or after an absence (settled 6.4). These write nothing on the case, so they are read from the link itself.
 */
export const escalationsOf = async (deps: AppDeps, file: CaseFile): Promise<Link[]> => {
  const known = file.escalations.map(({ escalationId }) => escalationId);
  const rows = await deps.db.getRepository(EscalationCaseRow).find({
    where: { caseId: file.caseId },
    order: { cycle: 'ASC', escalationId: 'ASC' },
  });
  const others = rows.filter(({ escalationId }) => !known.includes(escalationId));
  // The column is written by the fold of an escalation only.
  const linked = others.map(({ escalationId, act, addressee, cycle }): Link => ({
    escalationId,
    act: act as RungAct,
    addressee,
    cycle,
  }));
  return [...file.escalations, ...linked];
};
