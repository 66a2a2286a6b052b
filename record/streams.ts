import { UnreadableEvent } from '../domain/unknown-event';
import { moduleOf } from '../domain/stream-module';
import { WORKFLOW_SHAPE } from '../domain/timeline';
import { StreamRow } from '../entities/stream.entity';
import type { StreamEnvelope, StreamNews } from './stream-work';
import type { Engine } from './engine';
import { updateOf } from './entity-sql';
import { envelopeIn, eventsAfter } from './envelopes';
import type { AnyFile } from '../domain/modules';
import { read } from './reading';
import { foldedFrom, isOfThisShape } from './refold';
import { parsed, text, whole } from './row';
import { marks, statement } from './sql';
import type { Store } from './store';
import { transact } from './transaction';

/** States after which a stream has no workflow any more. */
export const endedStates = ['archived', 'void', 'completed', 'rejected', 'withdrawn'];

export const loadStream = async (store: Store, streamId: string, afterSeq: number): Promise<StreamEnvelope[]> =>
  ((await read(store, [eventsAfter(streamId, afterSeq)]))[0] ?? []).map(envelopeIn);

/** The file of a stream, folded again from its events where it is of another shape. @throws {@link UnreadableEvent} */
export const loadFile = async (
  { store, modules }: Pick<Engine, 'store' | 'modules'>,
  streamId: string,
): Promise<AnyFile | undefined> => {
  const [rows] = await read(store, [statement('SELECT file FROM stream WHERE stream_id = ?', [streamId])]);
  const row = rows?.[0];
  if (row === undefined) return undefined;
  const file = parsed<AnyFile>(row, 'file');
  return isOfThisShape(modules, streamId, file)
    ? file
    : foldedFrom(modules, streamId, await loadStream(store, streamId, 0));
};

/** What a stream is in time, and its events after a place in it; null where there is none. */
export const newsOf = async (
  engine: Pick<Engine, 'store' | 'modules'>,
  streamId: string,
  afterSeq: number,
): Promise<StreamNews | null> => {
  const events = await loadStream(engine.store, streamId, afterSeq);
  const file = await loadFile(engine, streamId);
  return file === undefined ? null : { events, timeline: moduleOf(engine.modules, streamId).timeline(file) };
};

const together = 200;

/** As {@link loadFile} for many; what this program cannot fold is logged and left out, so that it takes away no others. */
export const loadFiles = async (
  { store, modules }: Pick<Engine, 'store' | 'modules'>,
  streamIds: readonly string[],
): Promise<AnyFile[]> => {
  const files: AnyFile[] = [];
  for (let from = 0; from < streamIds.length; from += together) {
    const page = streamIds.slice(from, from + together);
    const sql = `SELECT stream_id, file FROM stream WHERE stream_id IN (${marks(page)})`;
    const [rows = []] = await read(store, [statement(sql, page)]);
    for (const row of rows) {
      const streamId = text(row, 'stream_id');
      const file = parsed<AnyFile>(row, 'file');
      if (isOfThisShape(modules, streamId, file)) files.push(file);
      else files.push(...(await foldedIfKnown({ store, modules }, streamId)));
    }
  }
  return files;
};

const foldedIfKnown = async (
  { store, modules }: Pick<Engine, 'store' | 'modules'>,
  streamId: string,
): Promise<AnyFile[]> => {
  const events = await loadStream(store, streamId, 0);
  try {
    return [foldedFrom(modules, streamId, events)];
  } catch (error) {
    if (!(error instanceof UnreadableEvent)) throw error;
    store.logger.error('a stream that cannot be folded is left out', { streamId, error });
    return [];
  }
};

export const generationOf = async (store: Store, streamId: string): Promise<number | undefined> => {
  const [rows] = await read(store, [statement('SELECT generation FROM stream WHERE stream_id = ?', [streamId])]);
  const row = rows?.[0];
  return row === undefined ? undefined : whole(row, 'generation');
};

/** From the commit on, activities of the generation before are refused. */
export const raiseGeneration = (store: Store, streamId: string): Promise<number | undefined> =>
  transact(store, async (tx) => {
    const [, answer] = await tx.batch([
      statement('UPDATE stream SET generation = generation + 1 WHERE stream_id = ?', [streamId]),
      statement('SELECT generation FROM stream WHERE stream_id = ?', [streamId]),
    ]);
    const row = answer?.rows[0];
    if (row === undefined) return undefined;
    await tx.commit([]);
    return whole(row, 'generation');
  });

const mustRun = `(next_due_at IS NOT NULL OR status NOT IN (${marks(endedStates)}))`;

/** Streams whose workflows are of an older shape, page by page in order of id: new ones are to take them over. */
export const streamsToTakeOver = async (store: Store, afterId: string, limit: number): Promise<string[]> => {
  const sql = `SELECT stream_id FROM stream WHERE stream_id > ? AND (workflow_shape IS NULL OR workflow_shape < ?) AND ${mustRun}
    ORDER BY stream_id LIMIT ?`;
  const [rows = []] = await read(store, [statement(sql, [afterId, WORKFLOW_SHAPE, ...endedStates, limit])]);
  return rows.map((row) => text(row, 'stream_id'));
};

/** Notes that a workflow of this shape lives the stream. */
export const noteTakenOver = (store: Store, streamId: string): Promise<void> =>
  transact(store, (tx) => tx.commit([updateOf(StreamRow, { workflowShape: WORKFLOW_SHAPE }, { streamId })]));

/** Streams whose workflows must run, page by page in order of id. */
export const openStreams = async (
  store: Store,
  afterId: string,
  limit: number,
): Promise<{ streamId: string; generation: number; lastSeq: number }[]> => {
  const [rows] = await read(store, [
    statement(
      `SELECT stream_id, generation, last_seq FROM stream
       WHERE stream_id > ? AND ${mustRun} ORDER BY stream_id LIMIT ?`,
      [afterId, ...endedStates, limit],
    ),
  ]);
  return (rows ?? []).map((row) => ({
    streamId: text(row, 'stream_id'),
    generation: whole(row, 'generation'),
    lastSeq: whole(row, 'last_seq'),
  }));
};
