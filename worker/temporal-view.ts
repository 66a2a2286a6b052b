import { isGrpcDeadlineError, WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { Inspected, LatestRun, TemporalView } from '../record/reconcile/temporal-view';
import { MODULES } from '../domain/modules';
import { inspect as inspection, resync, workflowIdOf } from '../workflows/messages';
import { createPace } from './pace';
import { startLife } from './start-life';
import type { TemporalLink } from './temporal-link';

export interface TemporalViewOptions {
  link: Pick<TemporalLink, 'call'>;
  taskQueue: string;
  /** Calls a second, so that a check never crowds out the work. */
  perSecond: number;
}

const listPage = 1_000;
/** Tries of a task that count as failing; the first few may be a worker that just went away. */
const failingAttempts = 3;
/** After so many workflows in a row for which nobody answered, nobody is asked any more: there is no worker. */
const silenceLimit = 8;

const states: Readonly<Record<string, LatestRun['state']>> = {
  RUNNING: 'running',
  COMPLETED: 'completed',
  CONTINUED_AS_NEW: 'running',
  FAILED: 'failed',
  TIMED_OUT: 'timed-out',
  TERMINATED: 'terminated',
  CANCELLED: 'cancelled',
};

async function runningIds(call: TemporalLink['call']): Promise<Set<string>> {
  const ids = new Set<string>();
  const types = MODULES.map(({ workflow }) => `'${workflow}'`).join(', ');
  const query = `ExecutionStatus = 'Running' AND WorkflowType IN (${types})`;
  let nextPageToken: Uint8Array = new Uint8Array();
  do {
    const from = nextPageToken;
    const page = await call(({ workflowService, options: { namespace } }) =>
      workflowService.listWorkflowExecutions({ namespace, query, pageSize: listPage, nextPageToken: from }),
    );
    for (const { execution } of page.executions) if (execution?.workflowId) ids.add(execution.workflowId);
    nextPageToken = page.nextPageToken;
  } while (nextPageToken.length > 0);
  return ids;
}

async function latestRun(client: Client, streamId: string): Promise<LatestRun | undefined> {
  try {
    const { runId, status, raw } = await client.workflow.getHandle(workflowIdOf(streamId)).describe();
    const task = raw.pendingWorkflowTask;
    const isFailing = (task?.attempt ?? 0) >= failingAttempts;
    const sinceMs = Number(task?.originalScheduledTime?.seconds ?? 0) * 1_000;
    const failingForMs = isFailing && sinceMs > 0 ? Math.max(0, Date.now() - sinceMs) : 0;
    return { state: states[status.name] ?? 'running', runId, failingForMs };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}

/** The engine as reconciling sees it, at a bounded rate. */
export function createTemporalView({ link, taskQueue, perSecond }: TemporalViewOptions): TemporalView {
  const pace = createPace(() => perSecond);
  const call: TemporalLink['call'] = async (work) => {
    await pace.turn();
    return link.call(work);
  };
  let silences = 0;

  async function inspect(streamId: string): Promise<Inspected | undefined> {
    if (silences >= silenceLimit) return undefined;
    try {
      const told = await call((client) => client.workflow.getHandle(workflowIdOf(streamId)).query(inspection));
      silences = 0;
      const { generation, appliedSeq, nextDue } = told;
      return { generation, appliedSeq, nextDue };
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return undefined;
      // A task that keeps failing is told at once; `latest` shows it.
      if (isGrpcDeadlineError(error)) silences += 1;
      return undefined;
    }
  }

  return {
    running: () => runningIds(call),
    latest: (streamId) => call((client) => latestRun(client, streamId)),
    inspect,
    start: (streamId, generation) => startLife(link, taskQueue, { streamId, generation }),
    async resync(streamId) {
      const { appliedSeq } = await link.call((client) =>
        client.workflow.getHandle(workflowIdOf(streamId)).executeUpdate(resync),
      );
      return appliedSeq;
    },
  };
}
