import type { Deadline } from '../../../domain/stream';
import type { Row } from '../../../record/admin';
import type { SettleOutcome } from '../../../record/stream-work';
import type { Engine } from '../../../record/engine';
import { read } from '../../../record/reading';
import { settleStream as real, type Settler } from '../../../record/settle-stream';
import { statement } from '../../../record/sql';
import { settlingWith } from './rules-with';

export * from '../../../record/settle-stream';

const notFired = (streamId: string) =>
  statement(
    `SELECT deadline_id AS deadlineId, clock, level, cycle, n, due_at AS dueAt, due_on AS dueOn, act, addressee, ref, because
     FROM deadline WHERE stream_id = ? AND fired_at IS NULL AND state <> 'paused' AND state <> 'skipped'`,
    [streamId],
  );

const armedIn = ({ because, act, ref, ...row }: Row): Deadline =>
  ({
    ...row,
    ...(act === null ? {} : { act }),
    ...(ref === null ? {} : { ref }),
    because: JSON.parse(String(because)) as unknown,
    state: 'armed',
  }) as Deadline;

/** B6: what has not fired fires when it is due, although it was met or cancelled before. */
export const settleStream = async (engine: Engine, streamId: string, settler: Settler): Promise<SettleOutcome> => {
  const [rows] = await read(engine.store, [notFired(streamId)]);
  const modules = settlingWith(engine.modules, (file, context) => {
    const live = new Set(file.deadlines.map(({ deadlineId }) => deadlineId));
    const gone = context.streamId === streamId ? (rows ?? []).map(armedIn) : [];
    const deadlines = [...file.deadlines, ...gone.filter(({ deadlineId }) => !live.has(deadlineId))];
    return { file: { ...file, deadlines }, context };
  });
  return real({ ...engine, modules }, streamId, settler);
};
