import type { EscalationEnvelope } from '../domain/escalation/facts';
import type { EscalationFile } from '../domain/escalation/file';
import type { Projection } from './projection';
import type { SealedStream } from './seal-streams';
import { joinKeyOf } from '../domain/escalation/join-key';
import { nextOwed } from './next-owed';
import { insert, statement, update, type Statement } from './sql';

type SealedEscalation = SealedStream<EscalationFile, EscalationEnvelope>;

/** The row that lists read, with the key that keeps a second joinable one out, and its cases. */
const escalationRows = ({ file, found, envelopes }: SealedEscalation): Statement[] => {
  const row = {
    status: file.status,
    join_key: joinKeyOf(file),
    next_due_at: nextOwed(file.deadlines)?.dueAt ?? null,
    version: file.version,
    addressee: file.addressee,
    addressee_name: file.addresseeName,
    host_unit_id: file.hostUnitId,
  };
  const { escalationId, townId, act, addressee, byLadder, openedAt } = file;
  const own =
    found === null
      ? insert('escalation_row', [
          {
            escalation_id: escalationId,
            town_id: townId,
            act,
            by_ladder: byLadder ? 1 : 0,
            opened_at: openedAt,
            ...row,
          },
        ])
      : [update('escalation_row', row, { escalation_id: escalationId })];
  const cases = envelopes.flatMap(({ type, body }): Statement[] => {
    if (type === 'case-joined') {
      const { caseId, cycle, why } = body;
      return insert('escalation_case', [{ escalation_id: escalationId, case_id: caseId, cycle, act, addressee, why }]);
    }
    if (type === 'case-left') {
      return [
        statement('DELETE FROM escalation_case WHERE escalation_id = ? AND case_id = ?', [escalationId, body.caseId]),
      ];
    }
    if (type === 'unit-succeeded')
      return [
        statement('UPDATE escalation_case SET addressee = ? WHERE escalation_id = ?', [body.addressee, escalationId]),
      ];
    return [];
  });
  return [...own, ...cases];
};

const view = (table: string) => ({ table, key: 'escalation_id', by: 'id' }) as const;

export const escalationProjection: Projection = {
  kind: 'escalation',
  views: ['escalation_row', 'escalation_case'].map(view),
  rows: (stream) => escalationRows(stream as SealedEscalation),
};
