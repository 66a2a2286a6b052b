import { nextDue } from '../../../domain/deadlines';
import type { SettleOutcome } from '../../../record/stream-work';
import type { Engine } from '../../../record/engine';
import { settleStream as real, type Settler } from '../../../record/settle-stream';
import { settlingWith } from './rules-with';

export * from '../../../record/settle-stream';

/** B5: a timer that rang is believed, so one that rings early fires early. */
export const settleStream = (engine: Engine, streamId: string, settler: Settler): Promise<SettleOutcome> => {
  const modules = settlingWith(engine.modules, (file, context) => {
    const due = nextDue(file.deadlines)?.dueAt ?? context.now;
    return { file, context: { ...context, now: due > context.now ? due : context.now } };
  });
  return real(settler.by === 'workflow' ? { ...engine, modules } : engine, streamId, settler);
};
