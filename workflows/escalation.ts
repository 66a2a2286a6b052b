import { openStream } from './handlers';
import { inTemporal } from './in-temporal';
import type { StreamArgs } from './messages';
import type { WorkflowRuntime } from './runtime';
import { drainHandlers, runUntil, type StreamLife } from './stream-life';

/** The workflow of one 督办, 约谈 or 通报. */
export async function escalation(args: StreamArgs): Promise<void> {
  await liveEscalation(openStream(args), inTemporal);
}

/**
 * The life in time of one 督办, 约谈 or 通报, over however many late cases, with clocks of its own: until it is decided and
 * carried out, rejected or withdrawn.
 */
export async function liveEscalation(life: StreamLife, runtime: WorkflowRuntime): Promise<void> {
  await runUntil(life, runtime, { name: '审批、办理', isOver: () => false });
  await drainHandlers(life, runtime);
}
