import type { QueuedCommands, StreamCommand } from '../domain/stream-module';
import { QueuedEffectRow } from '../entities/stream.entity';
import type { Row } from './admin';
import type { StreamWork } from './decide';
import { deleteOf, insertInto } from './entity-sql';
import { parsed, text } from './row';
import { statement, type Statement } from './sql';

/** What a transaction leaves for streams of other ones. */
export const queueRows = ({ later, main }: StreamWork): Statement[] =>
  insertInto(
    QueuedEffectRow,
    later.map(({ streamId, cause, commands }) => ({
      streamId,
      cause,
      at: main.now,
      causedBy: cause.slice(0, cause.lastIndexOf(':')),
      commands: commands.length === 0 ? null : commands,
    })),
  );

/** What a stream is to be settled for; asked once it is locked. */
export const queuedFor = (streamId: string): Statement =>
  statement('SELECT cause FROM queued_effect WHERE stream_id = ? AND commands IS NULL', [streamId]);

/**
 * What was left for a stream to carry out, in the order in which it came: with a limit when it is settled only, all of it
 * before anybody decides on it. To be asked after the lock on the stream, which whoever leaves something holds as well.
 */
export const queuedCommands = (streamId: string, limit?: number): Statement =>
  statement(
    `SELECT cause, commands FROM queued_effect WHERE stream_id = ? AND commands IS NOT NULL
     ORDER BY at, cause${limit === undefined ? '' : ' LIMIT ?'}`,
    limit === undefined ? [streamId] : [streamId, limit],
  );

export const queuedIn = (rows: Row[]): QueuedCommands[] =>
  rows.map((row) => ({ cause: text(row, 'cause'), commands: parsed<StreamCommand[]>(row, 'commands') }));

const mostCauses = 500;

/** Carried out by settling the stream, or before it was decided on; what came in meanwhile stays. */
export const carriedOut = (streamId: string, causes: string[]): Statement[] => {
  const statements: Statement[] = [];
  for (let from = 0; from < causes.length; from += mostCauses) {
    statements.push(deleteOf(QueuedEffectRow, { streamId, cause: causes.slice(from, from + mostCauses) }));
  }
  return statements;
};

/** Streams that something waits for, without those that could not be settled and are tried later. */
export const queuedStreams = (limit: number): Statement =>
  statement(
    `SELECT DISTINCT q.stream_id FROM queued_effect q WHERE NOT EXISTS
     (SELECT 1 FROM setback b WHERE b.stream_id = q.stream_id AND b.work = 'settle') ORDER BY q.stream_id LIMIT ?`,
    [limit],
  );

/** Of a stream row `s` or a setback: true while something is queued for it. */
export const hasQueued = (streamId: string): string =>
  `EXISTS (SELECT 1 FROM queued_effect q WHERE q.stream_id = ${streamId})`;
