import { condition, continueAsNew, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import type { DeliveryActivities } from './activities';
import { deliveries } from './messages';

/** A round works for at most half a minute; without a heartbeat for as long, its worker is gone. Repeated for ever. */
const { deliverDue } = proxyActivities<DeliveryActivities>({
  startToCloseTimeout: '2 minutes',
  heartbeatTimeout: '30 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
});

/**
 * Sends notifications as they come due. The rows were written by the decisions themselves and are claimed under a lease,
 * so this workflow holds nothing that could be lost: it only knows when to look next.
 */
export async function deliver(): Promise<void> {
  let nudged = false;
  setHandler(deliveries, () => {
    nudged = true;
  });
  while (!workflowInfo().continueAsNewSuggested) {
    nudged = false;
    const { nextInMs } = await deliverDue();
    if (nextInMs === null) await condition(() => nudged);
    else await condition(() => nudged, Math.max(1, nextInMs));
  }
  await continueAsNew<typeof deliver>();
}
