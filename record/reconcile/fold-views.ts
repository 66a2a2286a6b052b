import { createDataSources, migrate } from '../../entities/data-source';
import { AttachmentRow } from '../../entities/place.entity';
import type { Row } from '../admin';
import { insertInto } from '../entity-sql';
import type { StreamEnvelope } from '../stream-work';
import { viewRows } from '../projections';
import type { SealedStream } from '../seal-streams';
import type { AnyFile } from '../../domain/modules';
import { moduleOf, type StreamModule } from '../../domain/stream-module';
import { read } from '../reading';
import { text } from '../row';
import { marks, statement, type Statement } from '../sql';
import type { Store } from '../store';
import { evidenceRows } from '../write-evidence';
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

/** Each event as a transaction of its own: rows are what the last event leaves, however the door grouped them. */
const stepsOf = (modules: readonly StreamModule[], events: StreamEnvelope[]): SealedStream[] => {
  const [first] = events;
  if (first === undefined) return [];
  const { streamId } = first;
  if (events.some((event) => event.streamId !== streamId)) throw new Error('events of several streams');
  const module = moduleOf(modules, streamId);
  let found: SealedStream['found'] = null;
  return events.map((event) => {
    const file = module.evolve(found?.file ?? null, event) as AnyFile;
    const step = {
      kind: module.kind,
      streamId,
      found,
      file,
      envelopes: [event],
      commandAt: null,
      now: event.at,
      told: [],
    };
    found = { lastSeq: event.seq, lastHash: event.hash, lastAt: event.at, generation: 1, file };
    return step;
  });
};

/** Uploads that the statements would look up. */
const uploadsIn = (finished: SealedStream[]): string[] => {
  const ids = finished.flatMap(evidenceRows).flatMap(({ params }) => params);
  return [...new Set(ids)].filter((id) => typeof id === 'string');
};

const uploads = async (store: Store, ids: string[]): Promise<AttachmentRow[]> => {
  if (ids.length === 0) return [];
  const sql = `SELECT attachment_id FROM attachment WHERE attachment_id IN (${marks(ids)})`;
  const [rows] = await read(store, [statement(sql, ids)]);
  return (rows ?? []).map((row) => ({
    attachmentId: text(row, 'attachment_id'),
    townId: '',
    sha256: '',
    size: 0,
    mediaType: '',
    fileName: '',
    uploadedBy: '',
    uploadedAt: '',
    capturedAt: null,
    originalSha256: null,
    originalSize: null,
    originalType: null,
    sealedSha256: null,
  }));
};

export const createViewFolder = async (modules: readonly StreamModule[], store: Store): Promise<ViewFolder> => {
  const memory = await createDataSources({ type: 'sqlite', file: ':memory:' });
  await migrate(memory);
  const runner = memory.write.createQueryRunner();
  const run = async ({ sql, params }: Statement): Promise<Row[]> => {
    const rows: unknown = await runner.query(sql, params);
    return Array.isArray(rows) ? (rows as Row[]) : [];
  };

  const foldOne = async (events: StreamEnvelope[]): Promise<FoldedStream> => {
    const finished = stepsOf(modules, events);
    const last = finished.at(-1);
    if (last === undefined) throw new Error('a stream without events has no views');
    const known = insertInto(AttachmentRow, await uploads(store, uploadsIn(finished)));
    const rows: ViewRows = new Map();
    await runner.query('BEGIN');
    try {
      for (const write of [...known, ...finished.flatMap(viewRows)]) await run(write);
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
