import type { CommandRequest, DoorResult } from '../../../record/request';
import type { Engine } from '../../../record/engine';
import { execute as real } from '../../../record/execute';

/** B9: the version that the client saw is not compared. */
export const execute = (engine: Engine, request: CommandRequest): Promise<DoorResult> => {
  const { personId, idempotencyKey, requestHash, target, traceId } = request;
  const answer: CommandRequest['answer'] = (outcome) => request.answer(outcome);
  return real(engine, { personId, idempotencyKey, requestHash, target, traceId, answer });
};
