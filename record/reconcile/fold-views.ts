import type { CaseEnvelope } from '../../domain/case/facts';
import type { EscalationEnvelope } from '../../domain/escalation/facts';
import { createDataSources, migrate } from '../../entities/data-source';
import type { Row } from '../admin';
import type { StreamEnvelope } from '../stream-work';
import type { Finished } from '../finish';
import {
  kindOfStream,
  type AnyDraft,
  type AnyEnvelope,
  type AnyEvent,
  type AnyFile,
  type Kind,
  type Kinds,
} from '../kinds';
import { read } from '../reading';
import { text } from '../row';
import { insert, marks, statement, type SqlRow, type Statement } from '../sql';
import type { Store } from '../store';
import { caseRows } from '../write-case';
import { deadlineRows } from '../write-deadlines';
import { escalationRows } from '../write-escalation';
import { evidenceRows } from '../write-evidence';
import { paperRows } from '../write-papers';
import { proposalRows } from '../write-proposals';
import { views, type ViewRows } from './views';

export interface FoldedStream {
  file: AnyFile;
  rows: ViewRows;
}

/**
 * Makes the rows of a stream from its events with the very statements the door writes with, in a database in memory: so
 * there is no second description of the views that could differ from the first.
 */
export interface ViewFolder {
  fold(events: StreamEnvelope[]): Promise<FoldedStream>;
  close(): Promise<void>;
}

const areCase = (events: StreamEnvelope[]): events is CaseEnvelope[] =>
  events.every(({ streamId }) => kindOfStream(streamId) === 'case');
const areEscalation = (events: StreamEnvelope[]): events is EscalationEnvelope[] =>
  events.every(({ streamId }) => kindOfStream(streamId) === 'escalation');

/** Each event as a transaction of its own: rows are what the last event leaves, however the door grouped them. */
const steps = <F extends AnyFile, C, D extends AnyDraft, E extends AnyEvent, V extends E & AnyEnvelope>(
  { rules }: Kind<F, C, D, E>,
  events: V[],
) => {
  let file: F | null = null;
  let before: V | null = null;
  return events.map((event) => {
    const found =
      file === null || before === null
        ? null
        : { lastSeq: before.seq, lastHash: before.hash, lastAt: before.at, generation: 1, file };
    const after: F = rules.evolve(file, event);
    file = after;
    before = event;
    return {
      streamId: event.streamId,
      found,
      file: after,
      envelopes: [event],
      commandAt: null,
      now: event.at,
      told: [],
    };
  });
};

const stepsOf = (kinds: Kinds, events: StreamEnvelope[]): Finished[] => {
  if (areCase(events)) return steps(kinds.case, events).map((step) => ({ kind: 'case', ...step }));
  if (areEscalation(events)) return steps(kinds.escalation, events).map((step) => ({ kind: 'escalation', ...step }));
  throw new Error('events of several streams');
};

const writesOf = (step: Finished): Statement[] => [
  ...(step.kind === 'case' ? caseRows(step) : escalationRows(step)),
  ...deadlineRows(step.envelopes),
  ...proposalRows(step),
  ...paperRows(step),
  ...evidenceRows(step),
];

/** Uploads that the statements would look up. */
const uploadsIn = (finished: Finished[]): string[] => {
  const ids = finished.flatMap(evidenceRows).flatMap(({ params }) => params);
  return [...new Set(ids)].filter((id) => typeof id === 'string');
};

const uploads = async (store: Store, ids: string[]): Promise<SqlRow[]> => {
  if (ids.length === 0) return [];
  const sql = `SELECT attachment_id FROM attachment WHERE attachment_id IN (${marks(ids)})`;
  const [rows] = await read(store, [statement(sql, ids)]);
  return (rows ?? []).map((row) => ({
    attachment_id: text(row, 'attachment_id'),
    town_id: '',
    sha256: '',
    size: 0,
    media_type: '',
    file_name: '',
    uploaded_by: '',
    uploaded_at: '',
  }));
};

export const createViewFolder = async (kinds: Kinds, store: Store): Promise<ViewFolder> => {
  const memory = await createDataSources({ type: 'sqlite', file: ':memory:' });
  await migrate(memory);
  const runner = memory.write.createQueryRunner();
  const run = async ({ sql, params }: Statement): Promise<Row[]> => {
    const rows: unknown = await runner.query(sql, params);
    return Array.isArray(rows) ? (rows as Row[]) : [];
  };

  const foldOne = async (events: StreamEnvelope[]): Promise<FoldedStream> => {
    const finished = stepsOf(kinds, events);
    const last = finished.at(-1);
    if (last === undefined) throw new Error('a stream without events has no views');
    const known = insert('attachment', await uploads(store, uploadsIn(finished)));
    const rows: ViewRows = new Map();
    await runner.query('BEGIN');
    try {
      for (const write of [...known, ...finished.flatMap(writesOf)]) await run(write);
      for (const { table } of views) rows.set(table, await run(statement(`SELECT * FROM ${table}`)));
    } finally {
      // What one stream left must not meet the next one.
      await runner.query('ROLLBACK');
    }
    return { file: last.file, rows };
  };

  return {
    fold: (events) => memory.oneAtATime(() => foldOne(events)),
    async close() {
      await runner.release();
      await memory.close();
    },
  };
};
