import type { SettleRequest, SettleResult } from './activities';
import type { StreamArgs } from './messages';

/** What the loop that lives a stream stands on: Temporal in a workflow, a scheduler with a clock of its own in the simulation. */
export interface WorkflowRuntime {
  /** The workflow's clock. */
  nowMs(): number;
  /** Waits until `isSo` or, where given, so long, for what `why` names; true when `isSo`. */
  until(isSo: () => boolean, wait?: { ms: number; why: string }): Promise<boolean>;
  /** Asks the record about the stream, again and again until it answers. */
  settle(request: SettleRequest): Promise<SettleResult>;
  /** Shows operators how the stream stands, in Markdown; asked for when they look, so it costs the history nothing. */
  show(details: string): void;
  /** True when the run has become long and should continue as new. */
  isLong(): boolean;
  /** True while callers of an update still wait for their answer. */
  isAwaited(): boolean;
  /** Ends this run; the next one begins with these arguments. */
  continueAsNew(args: StreamArgs): Promise<never>;
}
