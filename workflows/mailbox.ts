import {
  ApplicationFailure,
  condition,
  defineQuery,
  defineSignal,
  defineUpdate,
  setHandler,
} from '@temporalio/workflow';
import { nextDue } from '../domain/deadlines';
import { BARRIER, COMMITTED, INSPECT, RESYNC } from './messages';
import type { Applied, Inspection, StreamArgs } from './messages';
import { appliedOf, createStream, type Stream, type StreamFile, type StreamKind } from './stream';

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
  const stream = createStream(args, kind);
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
