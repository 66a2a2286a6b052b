import type { RecordClock, TimerDoor } from '../record/door/clockwork';
import type { StreamReader } from '../record/door/record-reader';
import type { SettleRequest, SettleResult } from '../workflows/activities';
import { batchesOf } from './batches';

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
  if (deps.isHeld()) return pageOf(await readOnly(deps, request), request);
  const outcome = await deps.door.settle(streamId, generation, appliedSeq);
  if (outcome.outcome !== 'stale' && outcome.events.length > 0) deps.onSettled();
  return pageOf(outcome, request);
}

/** A stream that a workflow reads from its first event may be larger than an answer may be. */
function pageOf(result: SettleResult, { pages }: SettleRequest): SettleResult {
  if (pages === undefined || result.outcome === 'stale') return result;
  const [events = [], ...rest] = batchesOf(result.events);
  return { ...result, events, ...(rest.length > 0 ? { more: true } : {}) };
}

/** What people did still reaches the workflow. */
async function readOnly({ door }: SettleDeps, request: SettleRequest): Promise<SettleResult> {
  const { streamId, generation, appliedSeq } = request;
  if ((await door.generationOf(streamId)) !== generation) return { outcome: 'stale' };
  const news = await door.newsOf(streamId, appliedSeq);
  if (news === null) return { outcome: 'stale' };
  return { outcome: 'not-yet', ...news, now: await door.now(), remainingMs: heldMs };
}
