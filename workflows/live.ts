import { toMs } from '../domain/clock/instant';
import { nextDue } from '../domain/deadlines';
import { follow } from './follow';
import { appliedOf, hasNews, type Stream, type StreamFile } from './stream';
import type { Surroundings } from './surroundings';

/** After a settling that brought nothing although something looked due: file and record disagree, do not spin. */
const nothingCameMs = 30_000;

type Phase<F> = (file: F) => boolean;

/** Fires what is due and folds whatever the record has beyond the file. Returns how long to wait before asking again. */
async function settle<F extends StreamFile, E extends { seq: number }>(
  stream: Stream<F, E>,
  around: Surroundings,
): Promise<number> {
  const { streamId, generation } = stream.args;
  const again = stream.refold;
  stream.wanted = 0;
  const appliedSeq = again ? 0 : appliedOf(stream);
  const settled = await around.settle<E>({ streamId, generation, appliedSeq });
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
export async function catchUp<F extends StreamFile, E extends { seq: number }>(
  stream: Stream<F, E>,
  around: Surroundings,
): Promise<void> {
  while (!stream.stale && (hasNews(stream) || stream.file === null)) {
    const news = stream.inbox.splice(0);
    const { file, gap } = follow(stream.file, news, stream.kind.evolve);
    stream.file = file;
    if (gap || hasNews(stream) || file === null) {
      const pauseMs = await settle(stream, around);
      if (isUnknown(stream)) await around.until(() => hasNews(stream), pauseMs);
    }
  }
}

/** Nothing is recorded under this id yet; asked of a function, because the compiler keeps what it saw before an await. */
const isUnknown = <F, E>(stream: Stream<F, E>): boolean => stream.file === null && !stream.stale;

const isGone = <F, E>({ stale, file, kind }: Stream<F, E>): boolean => stale || (file !== null && kind.isEnded(file));

function untilDueMs<F extends StreamFile, E>({ file }: Stream<F, E>, around: Surroundings): number | undefined {
  const due = file && nextDue(file.deadlines);
  return due ? toMs(due.dueAt) - around.nowMs() : undefined;
}

/** Sleeps until the earliest armed deadline, or until something comes. One timer, however many deadlines there are. */
async function isWoken<F extends StreamFile, E>(
  stream: Stream<F, E>,
  around: Surroundings,
  pauseMs: number,
): Promise<boolean> {
  const dueMs = untilDueMs(stream, around);
  if (dueMs === undefined) return around.until(() => hasNews(stream));
  const waitMs = Math.max(dueMs, pauseMs);
  return waitMs > 0 ? around.until(() => hasNews(stream), waitMs) : hasNews(stream);
}

/**
 * Lives the stream until the phase is over, or until it has ended or belongs to another run. Continues as new in between
 * when the run has become long.
 */
export async function live<F extends StreamFile, E extends { seq: number }>(
  stream: Stream<F, E>,
  around: Surroundings,
  isOver: Phase<F> = () => false,
): Promise<void> {
  let pauseMs = 0;
  for (;;) {
    await catchUp(stream, around);
    if (isGone(stream) || (stream.file && isOver(stream.file))) return;
    if (around.isLong()) await startAfresh(stream, around);
    const woken = await isWoken(stream, around, pauseMs);
    pauseMs = woken ? 0 : await settle(stream, around);
  }
}

/** Answers whoever waits, and folds what still comes meanwhile, so that nothing is lost when this run ends. */
export async function takeLeave<F extends StreamFile, E extends { seq: number }>(
  stream: Stream<F, E>,
  around: Surroundings,
): Promise<void> {
  stream.leaving = true;
  while (!stream.stale && (hasNews(stream) || around.isAwaited())) {
    await catchUp(stream, around);
    await around.until(() => hasNews(stream) || !around.isAwaited());
  }
}

/** Ends this run and starts the next one with the file as it stands; one of another shape is left to the record. */
export async function startAfresh<F extends StreamFile, E extends { seq: number }>(
  stream: Stream<F, E>,
  around: Surroundings,
): Promise<never> {
  await takeLeave(stream, around);
  const { file, kind } = stream;
  const { streamId, generation } = stream.args;
  return around.continueAsNew<F>({ streamId, generation, ...(file?.shape === kind.shape ? { carried: file } : {}) });
}
