import type { AnyEnvelope } from '../domain/modules';
import { PaperRow } from '../entities/ledger.entity';
import { insertInto, updateOf } from './entity-sql';
import type { SealedStream } from './seal-streams';
import { statement, type Statement } from './sql';

/** A row for each number that the events gave, and what becomes of a paper later: served, withdrawn, void (settled 6.3). */
export const paperRows = ({ streamId, envelopes, file }: SealedStream): Statement[] => {
  const issued = envelopes.flatMap((event) => [...paperOf(event), ...caseNumberOf(event, file)]);
  return [...insertInto(PaperRow, issued), ...envelopes.flatMap((event) => laterOf(event, streamId))];
};

const laterOf = (event: AnyEnvelope, streamId: string): Statement[] => {
  switch (event.type) {
    case 'notice-served': {
      const { documentId, servedAt } = event.body;
      return [updateOf(PaperRow, { state: 'served', servedAt }, { documentId })];
    }
    case 'notice-withdrawn':
      return [updateOf(PaperRow, { state: 'withdrawn' }, { documentId: event.body.documentId })];
    case 'withdrawn':
    case 'circular-withdrawn':
      return [updateOf(PaperRow, { state: 'withdrawn' }, { streamId })];
    case 'order-cancelled':
      return [updateOf(PaperRow, { state: 'void' }, { documentId: event.body.documentId })];
    case 'voided':
    case 'lead-withdrawn':
      return [
        statement(
          `UPDATE paper SET state = 'void' WHERE stream_id = ? AND document_id IS NOT NULL AND state IN ('issued', 'served')`,
          [streamId],
        ),
      ];
    default:
      return [];
  }
};

const paperOf = ({ streamId, seq, at, body }: AnyEnvelope): PaperRow[] => {
  if (!('paper' in body)) return [];
  const { scope, n, number, documentId, type, title, issuerUnitId } = body.paper;
  return [
    {
      scope,
      n,
      number,
      documentId,
      type,
      title,
      streamId,
      seq,
      state: 'issued',
      issuer: issuerUnitId,
      issuedAt: at,
      servedAt: null,
    },
  ];
};

const caseNumberOf = ({ streamId, seq, at, body }: AnyEnvelope, file: SealedStream['file']): PaperRow[] => {
  if (!('number' in body)) return [];
  const { scope, n, number } = body.number;
  const title = 'title' in file ? file.title : '';
  return [
    {
      scope,
      n,
      number,
      documentId: null,
      type: 'case-number',
      title,
      streamId,
      seq,
      state: 'issued',
      issuer: null,
      issuedAt: at,
      servedAt: null,
    },
  ];
};
