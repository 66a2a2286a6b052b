import type { WorkflowHandle } from '@temporalio/client';

/** What a history is counted by. */
export interface HistoryCount {
  events: number;
  bytes: number;
  workflowTasks: number;
  signals: number;
  timersFired: number;
  transitions: number;
  /** When the last workflow task was done, in milliseconds since 1970. */
  lastTaskAt: number;
}

const msOf = (time: { seconds?: unknown; nanos?: number | null } | null | undefined): number =>
  time ? Number(String(time.seconds)) * 1000 + (time.nanos ?? 0) / 1e6 : 0;

/** Counts the history of a workflow's current run. */
export const countHistory = async (handle: WorkflowHandle): Promise<HistoryCount> => {
  const [history, described] = await Promise.all([handle.fetchHistory(), handle.describe()]);
  const events = history.events ?? [];
  const count = (has: (event: (typeof events)[number]) => unknown): number =>
    events.filter((event) => Boolean(has(event))).length;
  const info = described.raw.workflowExecutionInfo;
  return {
    events: events.length,
    bytes: Number(String(info?.historySizeBytes ?? 0)),
    workflowTasks: count((event) => event.workflowTaskCompletedEventAttributes),
    signals: count((event) => event.workflowExecutionSignaledEventAttributes),
    timersFired: count((event) => event.timerFiredEventAttributes),
    transitions: Number(String(info?.stateTransitionCount ?? 0)),
    lastTaskAt: Math.max(
      0,
      ...events.filter((event) => event.workflowTaskCompletedEventAttributes).map(({ eventTime }) => msOf(eventTime)),
    ),
  };
};
