import { StreamRow } from '../../entities/stream.entity';
import type { AdminTx } from '../admin';
import { copyInto } from '../copied-rows';
import { eventHash, NO_HASH } from '../hash';
import { envelopeIn, eventsAfter } from '../envelopes';
import { lockStream } from '../answer-statements';
import { whole } from '../row';
import { statement, type Statement } from '../sql';
import type { Row } from '../admin';
import type { StreamEnvelope } from '../stream-work';
import { foldOf } from './d12-views';
import type { ViewFolder } from './fold-views';
import { keyOf, viewsOf, writable } from './views';

const isUnbroken = (events: StreamEnvelope[]): boolean => {
  let prevHash = NO_HASH;
  return events.every((event, index) => {
    const isNext = event.seq === index + 1 && event.prevHash === prevHash && eventHash(prevHash, event) === event.hash;
    prevHash = event.hash;
    return isNext;
  });
};

/**
 * Writes the rows of a stream anew from its events, under its lock. False where the chain is broken: nothing is made from a
 * log that was changed.
 */
export const mendViews = async (
  tx: AdminTx,
  views: ViewFolder,
  streamId: string,
  sqlite: boolean,
): Promise<boolean> => {
  const run = ({ sql, params }: Statement): Promise<Row[]> => tx.query(sql, params);
  const [stream] = await run(lockStream(streamId, sqlite));
  if (stream === undefined) return false;
  const events = (await run(eventsAfter(streamId, 0))).map(envelopeIn);
  if (!isUnbroken(events) || events.length !== whole(stream, 'last_seq')) return false;
  const made = await views.fold(events);
  for (const view of viewsOf(streamId)) {
    await run(statement(`DELETE FROM ${view.table} WHERE ${view.key} = ?`, [keyOf(view, streamId)]));
    for (const write of copyInto(view.table, (made.rows.get(view.table) ?? []).map(writable))) await run(write);
  }
  const { file, status, nextDueAt } = foldOf(made);
  await tx.update(StreamRow, { file, status, nextDueAt }, { streamId });
  return true;
};
