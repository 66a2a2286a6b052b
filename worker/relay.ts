import type { Logger } from '../logger';
import type { Door, StreamEnvelope } from '../record/door';
import type { Meter } from '../telemetry/meter';
import { COMMITTED, workflowIdOf, workflowTypeOf, type StreamArgs } from '../workflows/messages';
import { carry } from './carry';
import { startLoop, type Loop } from './loop';
import { createPace } from './pace';
import { watchRelay } from './relay-watch';
import type { TemporalLink } from './temporal-link';

const everyMs = 500;
const pageSize = 50;
const atOnce = 16;
const leaseMs = 10_000;
const perSecond = 300;
const perSecondDraining = 50;

export interface RelayDeps {
  door: Pick<Door, 'claimStreams' | 'unsentOf' | 'markSent'>;
  link: TemporalLink;
  taskQueue: string;
  /** True while deadlines wait to be settled: they come first, the relay goes at its slow rate. */
  isSettling: () => boolean;
  /** Told after events were sent: there may be notifications to deliver. */
  onSent: () => void;
  meter: Meter;
  logger: Logger;
}

/**
 * Carries committed events to their workflows: all of a stream in order, as one signal that starts the workflow where there
 * is none.
 */
export function startRelay({ door, link, taskQueue, isSettling, onSent, meter, logger }: RelayDeps): Loop {
  let draining = false;
  const watch = watchRelay(meter, logger);
  const pace = createPace(() => (draining || isSettling() ? perSecondDraining : perSecond));

  async function signal(streamId: string, generation: number, events: StreamEnvelope[]): Promise<void> {
    const args: [StreamArgs] = [{ streamId, generation }];
    await pace.turn();
    await link.call((client) =>
      client.workflow.signalWithStart(workflowTypeOf(streamId), {
        workflowId: workflowIdOf(streamId),
        taskQueue,
        args,
        signal: COMMITTED,
        signalArgs: [events],
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        workflowIdConflictPolicy: 'USE_EXISTING',
      }),
    );
    watch.carried(streamId, events);
  }

  /** False when the stream could not be sent: its lease runs out and it is claimed again. */
  async function isSent(claimed: { streamId: string; generation: number }): Promise<boolean> {
    const { streamId } = claimed;
    try {
      await carry({ door, signal }, claimed);
      return true;
    } catch (error) {
      watch.failed(streamId, error);
      link.suspect();
      return false;
    }
  }

  async function page(): Promise<{ full: boolean; failures: number }> {
    const claimed = await door.claimStreams(pageSize, leaseMs);
    const queue = [...claimed];
    let failures = 0;
    const work = async (): Promise<void> => {
      for (let next = queue.shift(); next && failures < 3; next = queue.shift()) {
        if (!(await isSent(next))) failures += 1;
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    if (claimed.length > 0) onSent();
    return { full: claimed.length === pageSize, failures };
  }

  return startLoop({
    name: 'relay',
    everyMs,
    logger,
    async round(isStopping) {
      for (;;) {
        if (!link.isUp()) draining = true;
        if (!link.isUp() || isStopping()) return;
        const { full, failures } = await page();
        if (!full) draining = false;
        if (!full || failures > 0) return;
      }
    },
  });
}
