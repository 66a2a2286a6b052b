import type { Logger } from '../logger';
import { inWords } from '../record/back-off';
import { MODULES } from '../domain/modules';
import { moduleOf } from '../domain/stream-module';
import type { ClaimedStream, StreamNews } from '../record/stream-work';
import type { Outbox, Retries } from '../record/door/stream-carriage';
import { isOfDatabase } from '../record/transaction';
import type { Meter } from '../telemetry/meter';
import { tuning } from '../tuning';
import { committed, workflowIdOf, type StreamArgs } from '../workflows/messages';
import { carry, type Carrier } from './carry';
import { gather } from './gather';
import { startLoop, type Loop } from './loop';
import { createPace } from './pace';
import { watchRelay } from './relay-watch';
import type { TemporalLink } from './temporal-link';
import { takeOver, type TakeoverDeps } from './takeover';
import { createTraffic } from './traffic';

const {
  everyMs,
  everyMsLight,
  pageSize,
  atOnce,
  leaseMs,
  perSecond,
  perSecondDraining,
  perSecondYielding,
  pageSizeYielding,
} = tuning.relay;

export interface RelayDeps {
  door: Outbox & Retries & TakeoverDeps['door'];
  link: TemporalLink;
  taskQueue: string;
  /** True while deadlines wait to be settled: they come first, the relay goes at its slow rate. */
  isSettling: () => boolean;
  /** Told when events were found: there may be notifications to deliver. */
  onCommitted: () => void;
  /**
   * Beside the relays of workers, in a process that commits: it looks when it is told and takes a few streams, none while
   * people keep the process busy. What is left the workers find, and streams of an older release, which they take over. After
   * a call has failed it claims nothing until the server answers: its leases would keep the workers from what they can carry.
   */
  isLight?: boolean;
  meter: Meter;
  logger: Logger;
}

/**
 * Carries committed events to their workflows: all of a stream in order, as one signal that starts the workflow where there
 * is none. A stream that fails although the server answers is put off, longer each time, and the others go on; when the
 * server does not answer, everything waits for it, and is tried at once when it is back.
 */
export function startRelay(deps: RelayDeps): Loop {
  const { door, link, taskQueue, isSettling, onCommitted, isLight = false, meter, logger } = deps;
  let draining = false;
  let wasAway = true;
  let hasFailed = false;
  const watch = watchRelay(meter, logger);
  const traffic = createTraffic();
  const mustYield = (): boolean => isSettling() || traffic.isBusy();
  const pace = createPace(() => {
    if (mustYield()) return perSecondYielding;
    return draining ? perSecondDraining : perSecond;
  });
  const together = gather((streamIds: string[]) => door.unsentOf(streamIds));
  // Events of one stream that cannot be read must not count against those that were asked for together with them.
  const alone = async (streamId: string): Promise<StreamNews | null> => (await door.unsentOf([streamId]))[0] ?? null;
  const unsentOf = (streamId: string): Promise<StreamNews | null> => together(streamId).catch(() => alone(streamId));
  const mark = gather(async (sent: { streamId: string; seqs: number[] }[]) => {
    await door.markSent(sent);
    return sent;
  });

  async function signal(streamId: string, generation: number, news: StreamNews): Promise<void> {
    const args: [StreamArgs] = [{ streamId, generation }];
    await pace.turn();
    await link.call((client) =>
      client.workflow.signalWithStart(moduleOf(MODULES, streamId).workflow, {
        workflowId: workflowIdOf(streamId),
        taskQueue,
        args,
        signal: committed,
        signalArgs: [news],
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        workflowIdConflictPolicy: 'USE_EXISTING',
      }),
    );
    watch.carried(streamId, news.events);
  }

  const carrier: Carrier = {
    unsentOf,
    signal,
    markSent: async (streamId, seqs) => {
      await mark({ streamId, seqs });
    },
  };

  /** False when the server is away, or the record: the lease runs out and the stream is claimed again. */
  async function mayGoOn(claimed: ClaimedStream): Promise<boolean> {
    try {
      // A workflow of an older release could not take the signal in.
      const generation = claimed.isOlder ? await takeOver({ door, link, taskQueue }, claimed.streamId) : undefined;
      await carry(carrier, { ...claimed, ...(generation === undefined ? {} : { generation }) });
      return true;
    } catch (error) {
      watch.failed(claimed.streamId, error);
      hasFailed = true;
      if (isOfDatabase(error) || !(await link.answers())) return false;
      await door.putOffStream(claimed, inWords(error));
      return true;
    }
  }

  async function page(): Promise<{ full: boolean; broken: boolean }> {
    const limit = isLight || mustYield() ? pageSizeYielding : pageSize;
    const claimed = await door.claimStreams(limit, leaseMs, { olderToo: !isLight });
    if (claimed.length > 0) onCommitted();
    const queue = [...claimed];
    let broken = false;
    const work = async (): Promise<void> => {
      for (let next = queue.shift(); next && !broken; next = queue.shift()) {
        if (!(await mayGoOn(next))) broken = true;
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    return { full: claimed.length === limit, broken };
  }

  const loop = startLoop({
    name: 'relay',
    everyMs: isLight ? everyMsLight : everyMs,
    logger,
    async round(isStopping) {
      for (;;) {
        if (!link.isUp()) {
          draining = true;
          wasAway = true;
        }
        if (!link.isUp() || isStopping() || (isLight && mustYield())) return;
        if (isLight && hasFailed && !(await link.answers())) return;
        hasFailed = false;
        // What failed while the server went or came may have been its fault.
        if (wasAway && !isLight) await door.retrySetbacks();
        wasAway = false;
        const { full, broken } = await page();
        if (!full) draining = false;
        if (!full || broken || isLight) return;
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
