import { deliverDue, type DeliveryDeps } from '../activities';
import type { Logger } from '../logger';
import { DELIVER, deliveries } from '../workflows/messages';
import { startLoop, type Loop } from './loop';
import type { TemporalLink } from './temporal-link';

/** How often notifications are looked for: nudges within this time become one. */
const everyMs = 1_000;
/** How often they are looked for without a nudge: those that were queued by hand come with none. */
const lookEveryMs = 5_000;

export interface DeliveriesDeps {
  delivery: DeliveryDeps;
  /** Undefined while there is no server. */
  link: () => TemporalLink | undefined;
  /** True when a worker is there to run `deliver`. */
  isWorking: () => boolean;
  taskQueue: string;
  logger: Logger;
}

export interface Deliveries {
  /** There may be notifications to send. */
  nudge(): void;
  stop(): Promise<void>;
}

/**
 * Sees to it that notifications are delivered: wakes the workflow `deliver`, and where that is not possible does the same
 * work here. Both may work at once, since rows are claimed under a lease.
 */
export function startDeliveries({ delivery, link, isWorking, taskQueue, logger }: DeliveriesDeps): Deliveries {
  // The workflow must exist once, so that it looks after what was put off.
  let wanted = true;
  let lookedAt = -Infinity;

  async function wakeWorkflow(server: TemporalLink): Promise<void> {
    await server.call((client) =>
      client.workflow.signalWithStart(DELIVER, {
        workflowId: DELIVER,
        taskQueue,
        args: [],
        signal: deliveries,
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        workflowIdConflictPolicy: 'USE_EXISTING',
      }),
    );
  }

  const loop: Loop = startLoop({
    name: 'deliveries',
    everyMs,
    logger,
    async round() {
      const server = link();
      if (!server?.isUp() || !isWorking()) {
        wanted = true;
        await deliverDue(delivery);
        return;
      }
      const mayLook = performance.now() - lookedAt >= lookEveryMs;
      if (!wanted && !mayLook) return;
      if (mayLook) lookedAt = performance.now();
      const nextInMs = await delivery.nextInMs();
      // What is put off the workflow looks after by itself.
      if (nextInMs === null || (!wanted && nextInMs > 0)) return;
      wanted = false;
      try {
        await wakeWorkflow(server);
      } catch (error) {
        wanted = true;
        server.suspect();
        throw error;
      }
    },
  });
  return {
    nudge: () => {
      wanted = true;
    },
    stop: () => loop.stop(),
  };
}
