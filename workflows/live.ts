import {
  allHandlersFinished,
  condition,
  makeContinueAsNewFunc,
  proxyLocalActivities,
  workflowInfo,
} from '@temporalio/workflow';
import { toMs } from '../domain/clock/instant';
import { nextDue } from '../domain/deadlines';
import type { StreamActivities } from './activities';
import { follow } from './follow';
import type { StreamArgs } from './messages';
import { appliedOf, hasNews, type Stream, type StreamFile } from './stream';

/**
 * Retried for ever, because a deadline must fire however long the record is away; the sweeper usually is first when it
 * returns. Waits longer than `localRetryThreshold` become timers, which cost the history less than a held workflow task.
 */
const settling = {
  startToCloseTimeout: '15 seconds',
  localRetryThreshold: '5 seconds',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumInterval: '1 minute' },
} as const;

/** After a settling that brought nothing although something looked due: file and record disagree, do not spin. */
const nothingCameMs = 30_000;

type Phase<F> = (file: F) => boolean;

/** Fires what is due and folds whatever the record has beyond the file. Returns how long to wait before asking again. */
async function settle<F extends StreamFile, E extends { seq: number }>(stream: Stream<F, E>): Promise<number> {
  const { streamId, generation } = stream.args;
  const again = stream.refold;
  stream.wanted = 0;
  const appliedSeq = again ? 0 : appliedOf(stream);
  const activities = proxyLocalActivities<StreamActivities<E>>(settling);
  const settled = await activities.settle({ streamId, generation, appliedSeq });
  if (settled.outcome === 'stale') {
    stream.stale = true;
    return 0;
  }
  const base = again ? null : stream.file;
  stream.file = follow(base, settled.events, stream.kind.evolve).file;
  if (again) stream.refold = false;
  if (settled.outcome === 'not-yet') return settled.remainingMs;
  return settled.events.length > 0 ? 0 : nothingCameMs;
}

/** Folds what came by signal; where something is missing, or nothing is there yet, the record has it. */
export async function catchUp<F extends StreamFile, E extends { seq: number }>(stream: Stream<F, E>): Promise<void> {
  while (!stream.stale && (hasNews(stream) || stream.file === null)) {
    const news = stream.inbox.splice(0);
    const { file, gap } = follow(stream.file, news, stream.kind.evolve);
    stream.file = file;
    if (gap || hasNews(stream) || file === null) {
      const pauseMs = await settle(stream);
      if (isUnknown(stream)) await condition(() => hasNews(stream), pauseMs);
    }
  }
}

/** Nothing is recorded under this id yet; asked of a function, because the compiler keeps what it saw before an await. */
const isUnknown = <F, E>(stream: Stream<F, E>): boolean => stream.file === null && !stream.stale;

const isGone = <F, E>({ stale, file, kind }: Stream<F, E>): boolean => stale || (file !== null && kind.isEnded(file));

function untilDueMs<F extends StreamFile, E>({ file }: Stream<F, E>): number | undefined {
  const due = file && nextDue(file.deadlines);
  return due ? toMs(due.dueAt) - Date.now() : undefined;
}

/** Sleeps until the earliest armed deadline, or until something comes. One timer, however many deadlines there are. */
async function isWoken<F extends StreamFile, E>(stream: Stream<F, E>, pauseMs: number): Promise<boolean> {
  const dueMs = untilDueMs(stream);
  if (dueMs === undefined) {
    await condition(() => hasNews(stream));
    return true;
  }
  const waitMs = Math.max(dueMs, pauseMs);
  return waitMs > 0 ? condition(() => hasNews(stream), waitMs) : hasNews(stream);
}

/**
 * Lives the stream until the phase is over, or until it has ended or belongs to another run. Continues as new in between
 * when the server suggests it.
 */
export async function live<F extends StreamFile, E extends { seq: number }>(
  stream: Stream<F, E>,
  isOver: Phase<F> = () => false,
): Promise<void> {
  let pauseMs = 0;
  for (;;) {
    await catchUp(stream);
    if (isGone(stream) || (stream.file && isOver(stream.file))) return;
    if (workflowInfo().continueAsNewSuggested) await startAfresh(stream);
    const woken = await isWoken(stream, pauseMs);
    pauseMs = woken ? 0 : await settle(stream);
  }
}

/** Answers whoever waits, and folds what still comes meanwhile, so that nothing is lost when this run ends. */
export async function takeLeave<F extends StreamFile, E extends { seq: number }>(stream: Stream<F, E>): Promise<void> {
  stream.leaving = true;
  while (!stream.stale && (hasNews(stream) || !allHandlersFinished())) {
    await catchUp(stream);
    await condition(() => hasNews(stream) || allHandlersFinished());
  }
}

/** Ends this run and starts the next one with the file as it stands. */
export async function startAfresh<F extends StreamFile, E extends { seq: number }>(
  stream: Stream<F, E>,
): Promise<never> {
  await takeLeave(stream);
  const { streamId, generation } = stream.args;
  const next = makeContinueAsNewFunc<(args: StreamArgs<F>) => Promise<void>>();
  return next({ streamId, generation, ...(stream.file ? { carried: stream.file } : {}) });
}
