import type { SettleRequest, SettleResult } from './activities';
import type { StreamArgs } from './messages';

/** What the loop that lives a stream stands on: Temporal in a workflow, a scheduler with a clock of its own in the simulation. */
export interface Surroundings {
  /** The workflow's clock. */
  nowMs(): number;
  /** Waits until `isSo` or, where given, so long; true when `isSo`. */
  until(isSo: () => boolean, waitMs?: number): Promise<boolean>;
  /** Asks the record about the stream, again and again until it answers. */
  settle<E>(request: SettleRequest): Promise<SettleResult<E>>;
  /** True when the run has become long and should continue as new. */
  isLong(): boolean;
  /** True while callers of an update still wait for their answer. */
  isAwaited(): boolean;
  /** Ends this run; the next one begins with these arguments. */
  continueAsNew<F>(args: StreamArgs<F>): Promise<never>;
}
