import type { RecordClock, TimerDoor } from '../record/door/clockwork';
import type { StreamReader } from '../record/door/record-reader';
import type { SettleRequest, SettleResult } from '../workflows/activities';

/** While automatic settling is held, a workflow asks again this often. */
const heldMs = 30_000;

export interface SettleDeps {
  door: TimerDoor & StreamReader & RecordClock;
  /** True while the clocks disagree: nothing may fire by itself then (reliability: clock suspicion). */
  isHeld: () => boolean;
  /** Resolves when no page of overdue streams is being settled beside: this stream may be among them. */
  whenCalm: () => Promise<void>;
  /** Told after a settling that brought events: there may be notifications to send. */
  onSettled: () => void;
}

/** Fires what is due in a stream, for its workflow. Safe to repeat: what has fired does not fire again. */
export async function settle(deps: SettleDeps, request: SettleRequest): Promise<SettleResult> {
  const { streamId, generation, appliedSeq } = request;
  await deps.whenCalm();
  if (deps.isHeld()) return readOnly(deps, request);
  const outcome = await deps.door.settle(streamId, generation, appliedSeq);
  if (outcome.outcome !== 'stale' && outcome.events.length > 0) deps.onSettled();
  return outcome;
}

/** What people did still reaches the workflow. */
async function readOnly({ door }: SettleDeps, request: SettleRequest): Promise<SettleResult> {
  const { streamId, generation, appliedSeq } = request;
  if ((await door.generationOf(streamId)) !== generation) return { outcome: 'stale' };
  const news = await door.newsOf(streamId, appliedSeq);
  if (news === null) return { outcome: 'stale' };
  return { outcome: 'not-yet', ...news, now: await door.now(), remainingMs: heldMs };
}
