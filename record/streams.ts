import type { StreamEnvelope } from './stream-work';
import type { Engine } from './engine';
import { envelopeIn, eventsAfter } from './envelopes';
import type { AnyFile } from './kinds';
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

/** The file of a stream, folded again from its events where it is of another shape. @throws {@link UnknownEvent} */
export const loadFile = async (
  { store, kinds }: Pick<Engine, 'store' | 'kinds'>,
  streamId: string,
): Promise<AnyFile | undefined> => {
  const [rows] = await read(store, [statement('SELECT file FROM stream WHERE stream_id = ?', [streamId])]);
  const row = rows?.[0];
  if (row === undefined) return undefined;
  const file = parsed<AnyFile>(row, 'file');
  return isOfThisShape(kinds, streamId, file)
    ? file
    : foldedFrom(kinds, streamId, await loadStream(store, streamId, 0));
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

/** Streams whose workflows must run, page by page in order of id. */
export const openStreams = async (
  store: Store,
  afterId: string,
  limit: number,
): Promise<{ streamId: string; generation: number; lastSeq: number }[]> => {
  const [rows] = await read(store, [
    statement(
      `SELECT stream_id, generation, last_seq FROM stream
       WHERE stream_id > ? AND (next_due_at IS NOT NULL OR status NOT IN (${marks(endedStates)})) ORDER BY stream_id LIMIT ?`,
      [afterId, ...endedStates, limit],
    ),
  ]);
  return (rows ?? []).map((row) => ({
    streamId: text(row, 'stream_id'),
    generation: whole(row, 'generation'),
    lastSeq: whole(row, 'last_seq'),
  }));
};
