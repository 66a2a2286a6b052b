import type { SealedStream } from './seal-streams';
import type { AnyEnvelope } from '../domain/modules';
import { insert, statement, update, type SqlRow, type Statement } from './sql';

/** A row for each number that the events gave, and what becomes of a paper later: served, withdrawn, void (settled 6.3). */
export const paperRows = ({ streamId, envelopes, file }: SealedStream): Statement[] => {
  const issued = envelopes.flatMap((event) => [...paperOf(event), ...caseNumberOf(event, file)]);
  return [
    ...insert(
      'paper',
      issued.map((row) => ({ ...row, stream_id: streamId })),
    ),
    ...envelopes.flatMap((event) => laterOf(event, streamId)),
  ];
};

const laterOf = (event: AnyEnvelope, streamId: string): Statement[] => {
  switch (event.type) {
    case 'notice-served': {
      const { documentId, servedAt } = event.body;
      return [update('paper', { state: 'served', served_at: servedAt }, { document_id: documentId })];
    }
    case 'notice-withdrawn':
      return [update('paper', { state: 'withdrawn' }, { document_id: event.body.documentId })];
    case 'withdrawn':
    case 'circular-withdrawn':
      return [update('paper', { state: 'withdrawn' }, { stream_id: streamId })];
    case 'order-cancelled':
      return [update('paper', { state: 'void' }, { document_id: event.body.documentId })];
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

const paperOf = ({ seq, at, body }: AnyEnvelope): SqlRow[] => {
  if (!('paper' in body)) return [];
  const { scope, n, number, documentId, type, title, issuerUnitId } = body.paper;
  return [
    {
      scope,
      n,
      number,
      document_id: documentId,
      type,
      title,
      seq,
      state: 'issued',
      issuer: issuerUnitId,
      issued_at: at,
    },
  ];
};

const caseNumberOf = ({ seq, at, body }: AnyEnvelope, file: SealedStream['file']): SqlRow[] => {
  if (!('number' in body)) return [];
  const { scope, n, number } = body.number;
  const title = 'title' in file ? file.title : '';
  return [
    {
      scope,
      n,
      number,
      document_id: null,
      type: 'case-number',
      title,
      seq,
      state: 'issued',
      issuer: null,
      issued_at: at,
    },
  ];
};
