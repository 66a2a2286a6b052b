import type { Finished } from './finish';
import type { AnyEnvelope } from './kinds';
import { insert, update, type SqlRow, type Statement } from './sql';

/** A row for each number that the events gave, and service or withdrawal where they record it. */
export const paperRows = ({ streamId, envelopes, file }: Finished): Statement[] => {
  const issued = envelopes.flatMap((event) => [...paperOf(event), ...caseNumberOf(event, file)]);
  const served = envelopes.flatMap((event) =>
    event.type === 'notice-served'
      ? [update('paper', { state: 'served', served_at: event.body.servedAt }, { document_id: event.body.documentId })]
      : [],
  );
  const withdrawn = envelopes.flatMap(({ type }) =>
    type === 'withdrawn' || type === 'circular-withdrawn'
      ? [update('paper', { state: 'withdrawn' }, { stream_id: streamId })]
      : [],
  );
  return [
    ...insert(
      'paper',
      issued.map((row) => ({ ...row, stream_id: streamId })),
    ),
    ...served,
    ...withdrawn,
  ];
};

const paperOf = ({ seq, at, body }: AnyEnvelope): SqlRow[] => {
  if (!('paper' in body)) return [];
  const { scope, n, number, documentId, type, title, issuerUnitId } = body.paper;
  if (n === undefined || number === undefined) throw new Error(`paper ${documentId} has no number`);
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

const caseNumberOf = ({ seq, at, body }: AnyEnvelope, file: Finished['file']): SqlRow[] => {
  if (!('number' in body)) return [];
  const { scope, n, number } = body.number;
  if (n === undefined || number === undefined) throw new Error(`${scope} gave no number`);
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
