import { Worker, type CompiledWorkerOptions, type Logger } from '@temporalio/worker';
import type { WorkflowCreator } from '@temporalio/worker/lib/workflow/interface';
import type { WorkflowBundleWithSourceMapAndFilename } from '@temporalio/worker/lib/workflow/workflow-worker-thread/input';

/**
 * A worker that starts no watchdog thread for each call into a workflow: `vm` starts one wherever it is given a timeout, and
 * that was half of the processor time of all workflows (decision 0017).
 */
export class UnwatchedWorker extends Worker {
  protected static override createWorkflowCreator(
    bundle: WorkflowBundleWithSourceMapAndFilename,
    options: CompiledWorkerOptions,
    logger: Logger,
  ): Promise<WorkflowCreator> {
    const unlimited: Omit<CompiledWorkerOptions, 'isolateExecutionTimeoutMs'> & { isolateExecutionTimeoutMs?: number } =
      {
        ...options,
      };
    // Zero is no valid timeout and a long one starts the thread as well: only without any is there none.
    delete unlimited.isolateExecutionTimeoutMs;
    return super.createWorkflowCreator(bundle, unlimited as CompiledWorkerOptions, logger);
  }
}
