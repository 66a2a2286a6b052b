import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../../workflows/activities';
import { hazardCase as sound } from '../../../workflows/hazard-case';
import type { StreamArgs } from '../../../workflows/messages';

export { deliver } from '../../../workflows/deliver';
export { escalation } from '../../../workflows/escalation';

const { deliverDue } = proxyActivities<Activities>({ startToCloseTimeout: '1 minute' });

/** The same life with an activity before it: a change that recorded histories must not survive. */
export async function hazardCase(args: StreamArgs): Promise<void> {
  await deliverDue();
  await sound(args);
}
