import {
  allHandlersFinished,
  condition,
  makeContinueAsNewFunc,
  proxyLocalActivities,
  workflowInfo,
} from '@temporalio/workflow';
import type { SettleRequest, StreamActivities } from './activities';
import type { StreamArgs } from './messages';
import type { Surroundings } from './surroundings';

/**
 * Retried for ever, because a deadline must fire however long the record is away; the sweeper usually is first when it
 * returns. Waits longer than `localRetryThreshold` become timers, which cost the history less than a held workflow task.
 */
const settling = {
  startToCloseTimeout: '15 seconds',
  localRetryThreshold: '5 seconds',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumInterval: '1 minute' },
} as const;

/** The surroundings of a workflow. */
export const inTemporal: Surroundings = {
  nowMs: () => Date.now(),
  until: async (isSo, waitMs) => {
    if (waitMs !== undefined) return condition(isSo, waitMs);
    await condition(isSo);
    return true;
  },
  settle: <E>(request: SettleRequest) => proxyLocalActivities<StreamActivities<E>>(settling).settle(request),
  isLong: () => workflowInfo().continueAsNewSuggested,
  isAwaited: () => !allHandlersFinished(),
  continueAsNew: <F>(args: StreamArgs<F>) => makeContinueAsNewFunc<(args: StreamArgs<F>) => Promise<void>>()(args),
};
