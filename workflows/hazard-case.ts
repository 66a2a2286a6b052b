import type { Timeline } from '../domain/timeline';
import { openStream } from './handlers';
import { inTemporal } from './in-temporal';
import type { StreamArgs } from './messages';
import type { WorkflowRuntime } from './runtime';
import { begin, continueAsNewWith, drainHandlers, runUntil, type StreamLife } from './stream-life';

/** The workflow of one hazard. */
export async function hazardCase(args: StreamArgs): Promise<void> {
  await liveHazardCase(openStream(args), inTemporal);
}

/**
 * The life of one hazard in time: 整改 under its deadlines, whose ladder climbs by itself (催办, 督办, 约谈, 通报), until
 * 审核销号; 回头看 until it is archived; or 回潮, and the next cycle.
 */
export async function liveHazardCase(life: StreamLife, runtime: WorkflowRuntime): Promise<void> {
  await begin(life, runtime);
  const cycle = life.timeline?.cycle;
  const isRelapsed = (timeline: Timeline): boolean => timeline.cycle !== cycle;

  await runUntil(life, runtime, { name: '整改', isOver: (now) => now.status === 'watching' || isRelapsed(now) });
  await runUntil(life, runtime, { name: '回头看', isOver: isRelapsed });

  if (!life.stale && life.timeline && isRelapsed(life.timeline)) return continueAsNewWith(life, runtime);
  await drainHandlers(life, runtime);
}
