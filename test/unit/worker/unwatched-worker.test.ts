import { Worker } from '@temporalio/worker';
import { ThreadedVMWorkflowCreator } from '@temporalio/worker/lib/workflow/threaded-vm';
import { UnwatchedWorker } from '../../../worker/unwatched-worker';

interface Making {
  createWorkflowCreator(bundle: object, options: object, logger: object): Promise<unknown>;
}

const timeoutGiven = async (of: typeof Worker): Promise<unknown> => {
  const create = jest.spyOn(ThreadedVMWorkflowCreator, 'create').mockResolvedValue({} as never);
  const options = { activities: new Map(), isolateExecutionTimeoutMs: 5_000, workflowThreadPoolSize: 1 };
  await (of as unknown as Making).createWorkflowCreator({ code: '', filename: 'bundle.js' }, options, {});
  const [given] = create.mock.calls.at(-1) ?? [];
  create.mockRestore();
  return given?.isolateExecutionTimeoutMs;
};

describe('the watchdog of workflows', () => {
  it('is started for each call by the worker of the SDK', async () => {
    expect(await timeoutGiven(Worker)).toBe(5_000);
  });

  it('is not started by ours, since no call has a timeout', async () => {
    expect(await timeoutGiven(UnwatchedWorker)).toBeUndefined();
  });
});
