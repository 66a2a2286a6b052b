import type { Logger } from '../logger';
import type { Door, StreamEnvelope } from '../record/door';
import type { Meter } from '../telemetry/meter';
import { COMMITTED, workflowIdOf, workflowTypeOf, type StreamArgs } from '../workflows/messages';
import { carry, type Carrier } from './carry';
import { gather } from './gather';
import { startLoop, type Loop } from './loop';
import { createPace } from './pace';
import { watchRelay } from './relay-watch';
import type { TemporalLink } from './temporal-link';
import { createTraffic } from './traffic';

const everyMs = 200;
const pageSize = 100;
const atOnce = 32;
const leaseMs = 10_000;
const perSecond = 300;
const perSecondDraining = 50;
/** While people or deadlines have precedence. A signal costs as much processor time, here and at the server, as ten commands. */
const perSecondYielding = 5;
const pageSizeYielding = 10;

export interface RelayDeps {
  door: Pick<Door, 'claimStreams' | 'unsentOf' | 'markSent'>;
  link: TemporalLink;
  taskQueue: string;
  /** True while deadlines wait to be settled: they come first, the relay goes at its slow rate. */
  isSettling: () => boolean;
  /** Told when events were found: there may be notifications to deliver. */
  onCommitted: () => void;
  meter: Meter;
  logger: Logger;
}

/**
 * Carries committed events to their workflows: all of a stream in order, as one signal that starts the workflow where there
 * is none.
 */
export function startRelay({ door, link, taskQueue, isSettling, onCommitted, meter, logger }: RelayDeps): Loop {
  let draining = false;
  const watch = watchRelay(meter, logger);
  const traffic = createTraffic();
  const mustYield = (): boolean => isSettling() || traffic.isBusy();
  const pace = createPace(() => {
    if (mustYield()) return perSecondYielding;
    return draining ? perSecondDraining : perSecond;
  });
  const unsentOf = gather((streamIds: string[]) => door.unsentOf(streamIds));
  const mark = gather(async (sent: { streamId: string; seqs: number[] }[]) => {
    await door.markSent(sent);
    return sent;
  });

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

  const carrier: Carrier = {
    unsentOf,
    signal,
    markSent: async (streamId, seqs) => {
      await mark({ streamId, seqs });
    },
  };

  /** False when the stream could not be sent: its lease runs out and it is claimed again. */
  async function isSent(claimed: { streamId: string; generation: number }): Promise<boolean> {
    const { streamId } = claimed;
    try {
      await carry(carrier, claimed);
      return true;
    } catch (error) {
      watch.failed(streamId, error);
      link.suspect();
      return false;
    }
  }

  async function page(): Promise<{ full: boolean; failures: number }> {
    const limit = mustYield() ? pageSizeYielding : pageSize;
    const claimed = await door.claimStreams(limit, leaseMs);
    if (claimed.length > 0) onCommitted();
    const queue = [...claimed];
    let failures = 0;
    const work = async (): Promise<void> => {
      for (let next = queue.shift(); next && failures < 3; next = queue.shift()) {
        if (!(await isSent(next))) failures += 1;
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    return { full: claimed.length === limit, failures };
  }

  const loop = startLoop({
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

  return {
    ...loop,
    nudge() {
      traffic.committed();
      loop.nudge();
    },
  };
}
