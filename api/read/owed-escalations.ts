import { In, type SelectQueryBuilder } from 'typeorm';
import type { Instant } from '../../domain/clock/instant';
import { owedOn } from '../../domain/escalation/owing';
import { LIVE_STATUSES, type EscalationFile } from '../../domain/escalation/file';
import { owingKeys } from '../../domain/people/reading';
import { EscalationCaseRow, EscalationRow } from '../../entities/escalation.entity';
import { DeadlineRow } from '../../entities/ledger.entity';
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

const isEscalation = (file: object): file is EscalationFile => 'escalationId' in file;

/**
 * Narrows a query over `escalation_row` as `e` to where the viewer may owe something: all of an office's towns, what he decides
 * or files for others, and what has a clock under one of his keys. What he owes in each its file says.
 */
const narrow = (
  find: SelectQueryBuilder<EscalationRow>,
  { scopes }: Viewer,
  named: string[],
): SelectQueryBuilder<EscalationRow> => {
  const towns = scopes.filter(({ office }) => office).map(({ townId }) => townId);
  const isSqlite = find.dataSource.options.type === 'better-sqlite3';
  const stream = isSqlite ? "'escalation:' || e.escalationId" : "CONCAT('escalation:', e.escalationId)";
  const clocks = find
    .subQuery()
    .select('1')
    .from(DeadlineRow, 'd')
    .where(`d.streamId = ${stream} AND d.level = 0 AND d.state IN ('armed', 'fired') AND d.addressee IN (:...owing)`);
  return find.andWhere(
    `(e.townId IN (:...officeTowns) OR e.escalationId IN (:...named) OR EXISTS ${clocks.getQuery()})`,
    { officeTowns: ['', ...towns], named: ['', ...named], owing: ['', ...scopes.flatMap(owingKeys)] },
  );
};

/** What is owed in escalations: the sitting, the report, a decision; soonest first. There are few that run at one time. */
export const owedEscalations = async (
  deps: AppDeps,
  viewer: Viewer,
  inbox: readonly InboxItem[],
): Promise<OwedEscalation[]> => {
  const find = deps.db
    .getRepository(EscalationRow)
    .createQueryBuilder('e')
    .where('e.status IN (:...live)', { live: LIVE_STATUSES });
  const onBehalf = await reportsOnBehalf(deps, viewer);
  const named = [...inbox, ...onBehalf].flatMap(({ escalationId }) => escalationId ?? []);
  narrow(find.andWhere('e.nextDueAt IS NOT NULL'), viewer, named);
  const rows = await scopeEscalations(find, viewer, onBehalf).getMany();
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
