import type { ChainReport } from './stream-work';
import { envelopeIn, eventsAfter } from './envelopes';
import { eventHash, NO_HASH } from './hash';
import { read } from './reading';
import { text, whole } from './row';
import { statement } from './sql';
import type { Store } from './store';

/** Recomputes every hash of a stream and compares the end with the stream's row, which catches a cut tail. */
export const verifyChain = async (store: Store, streamId: string): Promise<ChainReport> => {
  // The row first: what is appended between the two reads is left out of the comparison.
  const [streams, rows] = await read(store, [
    statement('SELECT last_seq, last_hash FROM stream WHERE stream_id = ?', [streamId]),
    eventsAfter(streamId, 0),
  ]);
  const end = streams?.[0];
  const lastSeq = end === undefined ? 0 : whole(end, 'last_seq');
  const envelopes = (rows ?? []).slice(0, lastSeq).map(envelopeIn);
  const events = envelopes.length;
  let prevHash = NO_HASH;
  for (const [index, envelope] of envelopes.entries()) {
    const isNext = envelope.seq === index + 1 && envelope.prevHash === prevHash;
    if (!isNext || eventHash(prevHash, envelope) !== envelope.hash) {
      return { events, valid: false, firstBadSeq: index + 1 };
    }
    prevHash = envelope.hash;
  }
  const isWhole = end !== undefined && events === lastSeq && text(end, 'last_hash') === prevHash;
  return isWhole ? { events, valid: true } : { events, valid: false, firstBadSeq: events + 1 };
};
