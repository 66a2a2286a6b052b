import type { Deadline } from '../../../domain/stream';
import type { SettleOutcome } from '../../../record/door';
import type { Engine } from '../../../record/engine';
import { settleStream as real, type Settler } from '../../../record/settle-stream';
import { settlingWith } from './rules-with';

export * from '../../../record/settle-stream';

/** What was armed when a stream was settled before. */
const armedBefore = new Map<string, Deadline[]>();

/** B6: a deadline that was once seen armed fires when it is due, whatever became of it. */
export const settleStream = async (engine: Engine, streamId: string, settler: Settler): Promise<SettleOutcome> => {
  const kinds = settlingWith(engine.kinds, (file, context) => {
    const before = context.streamId === streamId ? (armedBefore.get(streamId) ?? []) : [];
    const live = new Set(file.deadlines.map(({ deadlineId }) => deadlineId));
    const gone = before.filter(({ deadlineId }) => !live.has(deadlineId));
    const armed = [...file.deadlines.filter(({ state }) => state === 'armed'), ...gone];
    if (context.streamId === streamId)
      armedBefore.set(
        streamId,
        armed.filter(({ dueAt }) => dueAt > context.now),
      );
    return { file: { ...file, deadlines: [...file.deadlines, ...gone] }, context };
  });
  return real({ ...engine, kinds }, streamId, settler);
};
