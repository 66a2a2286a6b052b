import type { EscalationEnvelope } from '../domain/escalation/facts';
import type { EscalationFile } from '../domain/escalation/file';
import { joinKeyOf } from '../domain/escalation/join-key';
import { EscalationCaseRow, EscalationRow } from '../entities/escalation.entity';
import { deleteOf, insertInto, updateOf } from './entity-sql';
import { nextOwed } from './next-owed';
import { viewsOf, type Projection } from './projection';
import type { SealedStream } from './seal-streams';
import type { Statement } from './sql';

type SealedEscalation = SealedStream<EscalationFile, EscalationEnvelope>;

/** The row that lists read, with the key that keeps a second joinable one out, and its cases. */
const escalationRows = ({ file, found, envelopes }: SealedEscalation): Statement[] => {
  const row = {
    status: file.status,
    joinKey: joinKeyOf(file),
    nextDueAt: nextOwed(file.deadlines)?.dueAt ?? null,
    version: file.version,
    addressee: file.addressee,
    addresseeName: file.addresseeName,
    hostUnitId: file.hostUnitId,
  };
  const { escalationId, townId, act, addressee, byLadder, openedAt } = file;
  const own =
    found === null
      ? insertInto(EscalationRow, [{ escalationId, townId, act, byLadder, openedAt, ...row }])
      : [updateOf(EscalationRow, row, { escalationId })];
  const cases = envelopes.flatMap(({ type, body }): Statement[] => {
    if (type === 'case-joined') {
      const { caseId, cycle, why } = body;
      return insertInto(EscalationCaseRow, [{ escalationId, caseId, cycle, act, addressee, why }]);
    }
    if (type === 'case-left') return [deleteOf(EscalationCaseRow, { escalationId, caseId: body.caseId })];
    if (type === 'unit-succeeded' || type === 'subject-merged')
      return [updateOf(EscalationCaseRow, { addressee: body.addressee }, { escalationId })];
    return [];
  });
  return [...own, ...cases];
};

export const escalationProjection: Projection = {
  kind: 'escalation',
  views: viewsOf([EscalationRow, EscalationCaseRow], 'escalationId', 'id'),
  rows: (stream) => escalationRows(stream as SealedEscalation),
};
