import { toMs } from '../domain/clock/instant';
import { WORKFLOW_SHAPE, type Timeline } from '../domain/timeline';
import type { Committed, Inspection, StreamArgs } from './messages';
import { detailsOf, nameOf } from './details';
import type { WorkflowRuntime } from './runtime';

/** A stream as its workflow holds it. Only the loop changes what is applied; the handlers leave word of what they want. */
export interface StreamLife {
  readonly args: StreamArgs;
  /** What the stream is in time; null while nothing has come. */
  timeline: Timeline | null;
  /** Events up to this one have passed through the history, none left out. */
  appliedSeq: number;
  phase: string;
  /** What came by signal and is not applied yet. */
  inbox: Committed[];
  /** Somebody waits for events up to this one, which may have to be fetched. */
  wanted: number;
  /** What the record answered last was cut: further events are to be asked for at once. */
  hasMore: boolean;
  /** Somebody wants the stream read again from the first event. */
  rereads: boolean;
  /** Another generation has taken over. */
  stale: boolean;
  /** This run is about to end: whoever waits is answered with what is there. */
  leaving: boolean;
}

/** A stream at the start of a run, with what the run before carried over; of another program's the record is asked again. */
export const beginLife = (args: StreamArgs): StreamLife => {
  const carried = args.carried?.shape === WORKFLOW_SHAPE ? args.carried : null;
  return {
    args,
    timeline: carried?.timeline ?? null,
    appliedSeq: carried?.appliedSeq ?? 0,
    phase: 'loading',
    inbox: [],
    wanted: 0,
    hasMore: false,
    rereads: false,
    stale: false,
    leaving: false,
  };
};

/** After a settling that brought nothing although something looked due: file and record disagree, do not spin. */
const nothingCameMs = 30_000;

/** Ended, but not all that happened has come yet: the history is to hold it whole. */
const lacksItsEnd = ({ timeline, appliedSeq }: StreamLife): boolean =>
  timeline !== null && timeline.ended && appliedSeq < timeline.version;

/** True while something waits to be applied or fetched. */
const hasNews = (life: StreamLife): boolean =>
  life.inbox.length > 0 || life.wanted > life.appliedSeq || life.hasMore || life.rereads || lacksItsEnd(life);

/** Takes events in order, whatever the order of arrival; what was applied before is ignored. False where one is missing. */
export const applyInOrder = (life: StreamLife, { events, timeline }: Committed): boolean => {
  if (timeline.version >= (life.timeline?.version ?? 0)) life.timeline = timeline;
  for (const { seq } of [...events].sort((a, b) => a.seq - b.seq)) {
    if (seq <= life.appliedSeq) continue;
    if (seq > life.appliedSeq + 1) return false;
    life.appliedSeq = seq;
  }
  return true;
};

/** Fires what is due and takes whatever the record has beyond. Returns how long to wait before asking again. */
const settle = async (life: StreamLife, runtime: WorkflowRuntime): Promise<number> => {
  const { streamId, generation } = life.args;
  const again = life.rereads;
  life.wanted = 0;
  const settled = await runtime.settle({ streamId, generation, appliedSeq: again ? 0 : life.appliedSeq, pages: true });
  if (settled.outcome === 'stale') {
    life.stale = true;
    return 0;
  }
  if (again) {
    life.appliedSeq = 0;
    life.timeline = null;
    life.rereads = false;
  }
  applyInOrder(life, settled);
  life.hasMore = settled.more === true;
  if (settled.outcome === 'not-yet') return settled.remainingMs;
  return settled.events.length > 0 ? 0 : nothingCameMs;
};

/** Takes what came by signal; where something is missing, or nothing is there yet, the record has it. */
const catchUp = async (life: StreamLife, runtime: WorkflowRuntime): Promise<void> => {
  while (!life.stale && (hasNews(life) || life.timeline === null)) {
    const whole = life.inbox.splice(0).map((news) => applyInOrder(life, news));
    if (whole.includes(false) || hasNews(life) || isUnknown(life)) {
      const pauseMs = await settle(life, runtime);
      if (isUnknown(life)) await runtime.until(() => hasNews(life), { ms: pauseMs, why: '等待登记' });
    }
  }
};

/** Nothing is recorded under this id yet; asked of a function, because the compiler keeps what it saw before an await. */
const isUnknown = ({ timeline, stale }: StreamLife): boolean => timeline === null && !stale;

const isGone = ({ stale, timeline }: StreamLife): boolean => stale || timeline?.ended === true;

/** Sleeps until the earliest armed deadline, or until something comes. One timer, however many deadlines there are. */
const isWoken = async (life: StreamLife, runtime: WorkflowRuntime, pauseMs: number): Promise<boolean> => {
  const [next] = life.timeline?.deadlines ?? [];
  if (next === undefined) return runtime.until(() => hasNews(life));
  const ms = Math.max(toMs(next.dueAt) - runtime.nowMs(), pauseMs);
  return ms > 0 ? runtime.until(() => hasNews(life), { ms, why: nameOf(next) }) : hasNews(life);
};

export interface Phase {
  /** As operators read it. */
  name: string;
  isOver(timeline: Timeline): boolean;
}

/** Loads the stream: the first event, or what the record has. */
export const begin = (life: StreamLife, runtime: WorkflowRuntime): Promise<void> => catchUp(life, runtime);

/**
 * Lives one phase of a stream until it is over, or until the stream has ended or belongs to another run. Continues as new in
 * between when the run has become long.
 */
export const runUntil = async (life: StreamLife, runtime: WorkflowRuntime, phase: Phase): Promise<void> => {
  if (isGone(life)) return;
  let pauseMs = 0;
  life.phase = phase.name;
  for (;;) {
    await catchUp(life, runtime);
    if (life.stale || (life.timeline && phase.isOver(life.timeline))) return;
    if (life.timeline) runtime.show(detailsOf(life.timeline, phase.name));
    // Shown with its end before it goes: that stays to be read.
    if (isGone(life)) return;
    if (runtime.isLong()) await continueAsNewWith(life, runtime);
    const woken = await isWoken(life, runtime, pauseMs);
    pauseMs = woken ? 0 : await settle(life, runtime);
  }
};

/** Answers whoever waits, and takes what still comes meanwhile, so that nothing is lost when this run ends. */
export const drainHandlers = async (life: StreamLife, runtime: WorkflowRuntime): Promise<void> => {
  life.leaving = true;
  while (!life.stale && (hasNews(life) || runtime.isAwaited())) {
    await catchUp(life, runtime);
    await runtime.until(() => hasNews(life) || !runtime.isAwaited());
  }
};

/** Ends this run and starts the next one with the stream as it stands. */
export const continueAsNewWith = async (life: StreamLife, runtime: WorkflowRuntime): Promise<never> => {
  await drainHandlers(life, runtime);
  const { streamId, generation } = life.args;
  const { timeline, appliedSeq } = life;
  return runtime.continueAsNew({
    streamId,
    generation,
    ...(timeline === null ? {} : { carried: { shape: WORKFLOW_SHAPE, appliedSeq, timeline } }),
  });
};

/** What the workflow says of itself. */
export const inspectionOf = ({ args, appliedSeq, phase, timeline }: StreamLife): Inspection => ({
  generation: args.generation,
  appliedSeq,
  status: timeline?.status ?? 'loading',
  cycle: timeline?.cycle ?? 0,
  phase,
  nextDue: timeline?.deadlines[0]?.dueAt ?? null,
});
