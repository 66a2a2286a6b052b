import { eventHash } from '../../record/hash';
import { newId } from '../../record/new-id';
import { MODULES } from '../../domain/modules';
import type { StreamModule } from '../../domain/stream-module';
import type { FreshDatabase } from './database';

type Database = Pick<FreshDatabase, 'sources'>;

const rowOf = async ({ sources }: Database, streamId: string): Promise<Record<string, unknown>> => {
  const rows: Record<string, unknown>[] = await sources.read.query('SELECT * FROM stream WHERE stream_id = ?', [
    streamId,
  ]);
  const [row] = rows;
  if (row === undefined) throw new Error(`no ${streamId}`);
  return row;
};

/** Fields that a file of release 0.1.0 lacks, or that any later version may add. */
const LATER = ['shape', 'reportedSubjectIds', 'asks', 'closures', 'armings', 'papers', 'cases'];

/** Leaves the stored file of a stream as an older program left it: without fields that came later. */
export const storedByOlderProgram = async (database: Database, streamId: string, later = LATER): Promise<void> => {
  const { file } = await rowOf(database, streamId);
  const kept = Object.entries(JSON.parse(String(file)) as object).filter(([field]) => !later.includes(field));
  await database.sources.write.query('UPDATE stream SET file = ? WHERE stream_id = ?', [
    JSON.stringify(Object.fromEntries(kept)),
    streamId,
  ]);
};

export const FUTURE = 'blessed-by-a-later-program';

/** Appends an event of a type that comes with a later program, chained as the door chains, and its file. */
export const writtenByNewerProgram = async (database: Database, streamId: string, at: string): Promise<number> => {
  const row = await rowOf(database, streamId);
  const seq = Number(row['last_seq']) + 1;
  const prevHash = String(row['last_hash']);
  const event = {
    streamId,
    seq,
    eventId: newId(),
    type: FUTURE,
    at,
    actor: { kind: 'system' },
    cause: 'command',
    body: {},
  };
  const hash = eventHash(prevHash, event as unknown as Parameters<typeof eventHash>[1]);
  await database.sources.write.query(
    `INSERT INTO event (stream_id, seq, event_id, cmd_key, cause, type, actor, at, body, prev_hash, hash)
     VALUES (?, ?, ?, NULL, ?, ?, ?, ?, '{}', ?, ?)`,
    [streamId, seq, event.eventId, event.cause, FUTURE, JSON.stringify(event.actor), at, prevHash, hash],
  );
  const file = { ...(JSON.parse(String(row['file'])) as object), shape: 99, version: seq, blessed: true };
  await database.sources.write.query('UPDATE stream SET last_seq = ?, last_hash = ?, file = ? WHERE stream_id = ?', [
    seq,
    hash,
    JSON.stringify(file),
    streamId,
  ]);
  return seq;
};

/** The kinds of streams of that later program. */
export const newerModules: readonly StreamModule[] = MODULES.map((module) =>
  module.kind === 'case'
    ? {
        ...module,
        evolve: (file, event) =>
          event.type === FUTURE && file !== null ? { ...file, version: event.seq } : module.evolve(file, event),
      }
    : module,
);
