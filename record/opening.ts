import type { Row } from './admin';
import type { Engine } from './engine';
import { versionsOfStream, versionsOfTown, type TownKnowledge } from './directory-cache';
import { lockStream } from './answer-statements';
import { foundIn } from './answers';
import { moduleOf } from '../domain/stream-module';
import { queuedCommands, queuedIn } from './queue';
import { readNow } from './read-now';
import type { Found } from './found';
import { refolded } from './refold';
import { text } from './row';
import type { Instant } from '../domain/clock/instant';
import type { Statement } from './sql';
import type { Tx } from './transaction';

/** What the first batch of a transaction finds. */
export interface Opening {
  found: Found | null;
  now: Instant;
  /** Undefined where there is no such stream. */
  town: TownKnowledge | undefined;
  /** Rows of the statements that came along, in their order. */
  also: Row[][];
}

/**
 * The first batch: what comes before, the lock on the stream, the clock after it, the directory's version, and reads that
 * can be foreseen. Of what others left for it `mostQueued`, all of it without. The directory itself is read only when its
 * version is not the one that is kept.
 */
export const lockAndLoad = async (
  { clock, directories, modules }: Engine,
  tx: Tx,
  where: { streamId: string } | { townId: string },
  { before, also, mostQueued }: { before: Statement[]; also: Statement[]; mostQueued?: number },
): Promise<Opening> => {
  const locks = 'streamId' in where ? [lockStream(where.streamId, tx.sqlite)] : [];
  const queue =
    'streamId' in where && moduleOf(modules, where.streamId).hasQueue
      ? [queuedCommands(where.streamId, mostQueued)]
      : [];
  const { column } = clock;
  const versions =
    'streamId' in where ? versionsOfStream(where.streamId, column) : versionsOfTown(where.townId, column);
  const results = await tx.batch([...before, ...locks, ...queue, versions, ...also]);
  const rows = results.slice(before.length).map((result) => result.rows);
  const row = locks.length > 0 ? rows.shift()?.[0] : undefined;
  const queued = queue.length > 0 ? queuedIn(rows.shift() ?? []) : [];
  const moreQueued = queued.length === mostQueued;
  const known = rows.shift() ?? [];
  // Without any town there are no versions, and nothing that the clock could stand beside.
  const now = known.length > 0 ? clock.read(known[0]) : await readNow({ clock }, tx);
  const townId = 'townId' in where ? where.townId : row === undefined ? undefined : text(row, 'town_id');
  const town =
    townId === undefined
      ? undefined
      : await directories.at(townId, known, async (reads) => (await tx.batch(reads)).map((result) => result.rows));
  const found = foundIn(row);
  return { found: found && { ...found, queued, moreQueued }, now, town, also: rows };
};

/** The opening with a file that this program would have made; asked for once it is known that the stream may be told of. */
export const inThisShape = async (
  { modules }: Engine,
  tx: Tx,
  streamId: string,
  opening: Opening,
): Promise<Opening> => ({
  ...opening,
  found: await refolded(modules, tx, streamId, opening.found),
});
