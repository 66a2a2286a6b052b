import type { Instant } from '../../domain/clock/instant';

/** What the workflow of a stream says of itself. */
export interface Inspected {
  generation: number;
  appliedSeq: number;
  /** The earliest deadline it sleeps for. */
  nextDue: Instant | null;
}

/** The latest run of a workflow as the server keeps it. */
export interface LatestRun {
  state: 'running' | 'completed' | 'failed' | 'timed-out' | 'terminated' | 'cancelled';
  runId: string;
  /** How long its current task has been failing, again and again; 0 when it does not. */
  failingForMs: number;
}

/** What reconciling asks of a Temporal server. The record knows nothing of it: worker/ brings it along. */
export interface TemporalView {
  /** Ids of the running workflows that live a stream, in no order. May be behind by a moment. */
  running(): Promise<Set<string>>;
  /** Undefined where there never was one, or it is past the server's retention. */
  latest(streamId: string): Promise<LatestRun | undefined>;
  /** Asks the running workflow itself; undefined when no worker answers for it. */
  inspect(streamId: string): Promise<Inspected | undefined>;
  /** Starts the stream's workflow; one that runs under the same id is terminated. */
  start(streamId: string, generation: number): Promise<void>;
  /** Lets the workflow read its stream again; returns what it has applied then. */
  resync(streamId: string): Promise<number>;
}
