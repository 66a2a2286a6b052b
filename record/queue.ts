import type { QueuedCommands, StreamCommand } from '../domain/stream-module';
import { QueuedCommandRow, QueuedEffectRow } from '../entities/stream.entity';
import type { Row } from './admin';
import type { StreamWork } from './decide';
import { deleteOf, insertInto } from './entity-sql';
import { parsed, text } from './row';
import { statement, type Statement } from './sql';

/** More was left for a stream than a person's command takes up; the sweeper is at it. */
export class QueueTooLong extends Error {
  constructor(streamId: string) {
    super(`${streamId} has yet to take up what others left for it`);
    this.name = 'QueueTooLong';
  }
}

/** What a transaction leaves for streams of other ones. */
export const queueRows = ({ later, main: { now: at } }: StreamWork): Statement[] => {
  const settled = later.filter(({ commands }) => commands.length === 0);
  const commanded = later.filter(({ commands }) => commands.length > 0);
  return [
    ...insertInto(
      QueuedEffectRow,
      settled.map(({ streamId, cause }) => ({ streamId, cause, at })),
    ),
    ...insertInto(
      QueuedCommandRow,
      commanded.map(({ streamId, cause, commands }) => ({
        streamId,
        cause,
        causedBy: cause.slice(0, cause.lastIndexOf(':')),
        at,
        commands,
      })),
    ),
  ];
};

/** What a stream is to be settled for; asked once it is locked. */
export const queuedFor = (streamId: string): Statement =>
  statement('SELECT cause FROM queued_effect WHERE stream_id = ?', [streamId]);

/**
 * What was left for a stream to carry out, in the order in which it came: with a limit when it is settled only, all of it
 * before anybody decides on it. To be asked after the lock on the stream, which whoever leaves something holds as well.
 */
export const queuedCommands = (streamId: string, limit?: number): Statement =>
  statement(
    `SELECT cause, commands FROM queued_command WHERE stream_id = ?
     ORDER BY at, cause${limit === undefined ? '' : ' LIMIT ?'}`,
    limit === undefined ? [streamId] : [streamId, limit],
  );

export const queuedIn = (rows: Row[]): QueuedCommands[] =>
  rows.map((row) => ({ cause: text(row, 'cause'), commands: parsed<StreamCommand[]>(row, 'commands') }));

const mostCauses = 500;

const deleted = (
  entity: typeof QueuedEffectRow | typeof QueuedCommandRow,
  streamId: string,
  causes: string[],
): Statement[] => {
  const statements: Statement[] = [];
  for (let from = 0; from < causes.length; from += mostCauses) {
    statements.push(deleteOf(entity, { streamId, cause: causes.slice(from, from + mostCauses) }));
  }
  return statements;
};

/** It was settled for these; what came in meanwhile stays. */
export const settledFor = (streamId: string, causes: string[]): Statement[] =>
  deleted(QueuedEffectRow, streamId, causes);

/** The stream has carried out what these left. */
export const carriedOut = (streamId: string, causes: string[]): Statement[] =>
  deleted(QueuedCommandRow, streamId, causes);

/** Streams that something waits for, without those that could not be settled and are tried later. */
export const queuedStreams = (limit: number): Statement =>
  statement(
    `SELECT q.stream_id FROM (SELECT stream_id FROM queued_effect UNION SELECT stream_id FROM queued_command) q
     WHERE NOT EXISTS (SELECT 1 FROM setback b WHERE b.stream_id = q.stream_id AND b.work = 'settle')
     ORDER BY q.stream_id LIMIT ?`,
    [limit],
  );

/** Of a stream row `s` or a setback: true while something is queued for it. */
export const hasQueued = (streamId: string): string =>
  `(EXISTS (SELECT 1 FROM queued_effect q WHERE q.stream_id = ${streamId})
    OR EXISTS (SELECT 1 FROM queued_command q WHERE q.stream_id = ${streamId}))`;
