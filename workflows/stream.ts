import {
  ApplicationFailure,
  condition,
  defineQuery,
  defineSignal,
  defineUpdate,
  setHandler,
} from '@temporalio/workflow';
import { nextDue } from '../domain/deadlines';
import type { Deadline } from '../domain/stream';
import { BARRIER, COMMITTED, INSPECT, RESYNC } from './messages';
import type { Applied, Inspection, StreamArgs } from './messages';

/** What the file of any kind of stream has. */
export interface StreamFile {
  version: number;
  status: string;
  deadlines: Deadline[];
  cycle?: number;
}

/** What a kind of stream brings along: pure functions of domain/. */
export interface StreamKind<F, E> {
  evolve: (file: F | null, event: E) => F;
  isEnded: (file: F) => boolean;
}

/** A stream as its workflow holds it. Only the loop in `live` changes `file`; the handlers leave word of what they want. */
export interface Stream<F, E> {
  readonly args: StreamArgs<F>;
  readonly kind: StreamKind<F, E>;
  file: F | null;
  /** Events that came by signal and are not folded yet. */
  inbox: E[];
  /** Somebody waits for events up to this one, which may have to be fetched. */
  wanted: number;
  /** Somebody wants the file folded again from the first event. */
  refold: boolean;
  /** Another generation has taken over. */
  stale: boolean;
  /** This run is about to end: whoever waits is answered with what is there. */
  leaving: boolean;
}

export const appliedOf = <F extends StreamFile, E>(stream: Stream<F, E>): number => stream.file?.version ?? 0;

/** True while something waits to be folded or fetched. */
export const hasNews = <F extends StreamFile, E>(stream: Stream<F, E>): boolean =>
  stream.inbox.length > 0 || stream.wanted > appliedOf(stream) || stream.refold;

function checkSeq(seq: unknown): void {
  if (!Number.isSafeInteger(seq) || Number(seq) < 1) {
    throw ApplicationFailure.nonRetryable('seq must be a whole number from 1', 'bad-seq');
  }
}

function inspect<F extends StreamFile, E>({ args, file }: Stream<F, E>): Inspection {
  return {
    generation: args.generation,
    appliedSeq: file?.version ?? 0,
    status: file?.status ?? 'loading',
    cycle: file?.cycle ?? 0,
    nextDue: (file && nextDue(file.deadlines)?.dueAt) ?? null,
  };
}

/**
 * Opens the mailbox of a stream. Call it before the first await: a signal that comes with the start is then in the inbox
 * when this returns.
 */
export function openStream<F extends StreamFile, E>(args: StreamArgs<F>, kind: StreamKind<F, E>): Stream<F, E> {
  const stream: Stream<F, E> = {
    args,
    kind,
    file: args.carried ?? null,
    inbox: [],
    wanted: 0,
    refold: false,
    stale: false,
    leaving: false,
  };
  setHandler(defineSignal<[E[]]>(COMMITTED), (events) => {
    stream.inbox.push(...events);
  });
  setHandler(defineQuery<Inspection>(INSPECT), () => inspect(stream));
  setHandler(
    defineUpdate<Applied, [number]>(BARRIER),
    async (seq) => {
      stream.wanted = Math.max(stream.wanted, seq);
      await condition(() => appliedOf(stream) >= seq || stream.leaving);
      return { appliedSeq: appliedOf(stream) };
    },
    { validator: checkSeq },
  );
  setHandler(defineUpdate<Applied>(RESYNC), async () => {
    stream.refold = true;
    await condition(() => !stream.refold || stream.leaving);
    return { appliedSeq: appliedOf(stream) };
  });
  return stream;
}
