import { batchesOf } from '../activities/batches';
import type { ClaimedStream, StreamNews } from '../record/stream-work';

/** What carrying needs: the outbox on one side, the workflow's mailbox on the other. */
export interface Carrier {
  /** The stream's unsent events, in order, with what it is in time; null where there are none. */
  unsentOf: (streamId: string) => Promise<StreamNews | null>;
  markSent: (streamId: string, seqs: number[]) => Promise<void>;
  /** Resolves when the events are in the workflow's history; starts the workflow where there is none. */
  signal: (streamId: string, generation: number, news: StreamNews) => Promise<void>;
}

/**
 * The relay's step: all unsent events of a stream go in order, and are marked only when they are in history. A crash in
 * between sends twice, which the workflow ignores.
 */
export async function carry(
  { unsentOf, markSent, signal }: Carrier,
  { streamId, generation }: Pick<ClaimedStream, 'streamId' | 'generation'>,
): Promise<void> {
  const unsent = await unsentOf(streamId);
  if (unsent === null) return;
  for (const events of batchesOf(unsent.events)) {
    await signal(streamId, generation, { events, timeline: unsent.timeline });
    await markSent(
      streamId,
      events.map(({ seq }) => seq),
    );
  }
}
