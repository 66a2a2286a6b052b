import { In } from 'typeorm';
import type { Instant } from '../../domain/clock/instant';
import { owedOn } from '../../domain/escalation/owing';
import type { EscalationFile } from '../../domain/escalation/file';
import { owingKeys } from '../../domain/people/reading';
import { EscalationCaseRow, EscalationRow } from '../../entities/escalation.entity';
import type { AppDeps } from '../deps';
import type { InboxItem } from './inbox';
import { reportsOnBehalf } from './on-behalf';
import { scopeEscalations } from './scope';
import type { Viewer } from './viewer';

/** An escalation in which the viewer, one of his posts or his unit owes something, and when that is due. */
export interface OwedEscalation {
  row: EscalationRow;
  caseIds: string[];
  owedAt: Instant;
}

const LIVE = ['proposed', 'approved', 'held'];

const isEscalation = (file: object): file is EscalationFile => 'escalationId' in file;

/** What is owed in escalations: the sitting, the report, a decision; soonest first. There are few that run at one time. */
export const owedEscalations = async (
  deps: AppDeps,
  viewer: Viewer,
  inbox: readonly InboxItem[],
): Promise<OwedEscalation[]> => {
  const find = deps.db
    .getRepository(EscalationRow)
    .createQueryBuilder('e')
    .where('e.status IN (:...live)', { live: LIVE });
  const onBehalf = await reportsOnBehalf(deps, viewer);
  const rows = await scopeEscalations(find.andWhere('e.nextDueAt IS NOT NULL'), viewer, onBehalf).getMany();
  if (rows.length === 0) return [];
  const files = (await deps.door.loadFiles(rows.map((row) => `escalation:${row.escalationId}`))).filter(isEscalation);
  const keysIn = new Map(viewer.scopes.map((scope) => [scope.townId, owingKeys(scope)]));
  const decided = new Map(inbox.map(({ id, dueAt }) => [id, dueAt]));
  const dueIn = (file: EscalationFile): Instant | undefined => {
    const isFiled = onBehalf.some(({ escalationId }) => escalationId === file.escalationId);
    const own = owedOn(file, [...(keysIn.get(file.townId) ?? []), ...(isFiled ? [file.addressee] : [])]);
    const decisions = file.proposals.flatMap(({ proposalId }) => decided.get(proposalId) ?? []);
    return [...(own === null ? [] : [own]), ...decisions].sort()[0];
  };
  const due = new Map(files.map((file) => [file.escalationId, dueIn(file)]));
  const owed = rows.filter(({ escalationId }) => due.get(escalationId) !== undefined);
  const links = await deps.db
    .getRepository(EscalationCaseRow)
    .findBy({ escalationId: In(owed.map(({ escalationId }) => escalationId)) });
  return owed.map((row) => ({
    row,
    caseIds: links.filter(({ escalationId }) => escalationId === row.escalationId).map(({ caseId }) => caseId),
    owedAt: due.get(row.escalationId) ?? '',
  }));
};
