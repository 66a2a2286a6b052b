import {
  allHandlersFinished,
  condition,
  makeContinueAsNewFunc,
  proxyLocalActivities,
  setCurrentDetails,
  workflowInfo,
} from '@temporalio/workflow';
import type { StreamActivities } from './activities';
import type { StreamArgs } from './messages';
import type { WorkflowRuntime } from './runtime';

/**
 * Retried for ever, because a deadline must fire however long the record is away; the sweeper usually is first when it
 * returns. Waits longer than `localRetryThreshold` become timers, which cost the history less than a held workflow task.
 */
const { settle } = proxyLocalActivities<StreamActivities>({
  startToCloseTimeout: '15 seconds',
  localRetryThreshold: '5 seconds',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumInterval: '1 minute' },
});

/** The runtime of a workflow. */
export const inTemporal: WorkflowRuntime = {
  nowMs: () => Date.now(),
  until: async (isSo, wait) => {
    if (wait !== undefined) return condition(isSo, wait.ms, { summary: wait.why });
    await condition(isSo);
    return true;
  },
  settle,
  show: setCurrentDetails,
  isLong: () => workflowInfo().continueAsNewSuggested,
  isAwaited: () => !allHandlersFinished(),
  continueAsNew: (args) => makeContinueAsNewFunc<(args: StreamArgs) => Promise<void>>()(args),
};
