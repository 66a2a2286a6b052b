import { plusMs, type Instant } from '../../domain/clock/instant';
import { nextDue } from '../../domain/deadlines';
import { MODULES, type AnyFile } from '../../domain/modules';
import { moduleOf } from '../../domain/stream-module';
import { carry, type Carrier } from '../../worker/carry';
import type { Bug } from './bugs';
import type { SimDoor } from './door';
import type { Task } from './scheduler';
import { Away, CommitUnknown, type Store } from './store';
import type { Temporal } from './temporal';

interface Parts {
  store: Store;
  temporal: Temporal;
  door: SimDoor;
  now: () => Instant;
  bug: Bug | null;
}

const leaseMs = 10_000;
const graceMs = 2_000;

/** Trouble that a loop of the worker survives: what it could not do is done in a later round. */
const orLater = async (work: Promise<unknown>): Promise<void> => {
  await work.catch((error: unknown) => {
    if (!(error instanceof Away || error instanceof CommitUnknown)) throw error;
  });
};

const claim = ({ tables }: Store, now: Instant): { streamId: string; generation: number }[] => {
  const unsent = [...tables.outbox.values()].filter((row) => !row.sent);
  const ids = [...new Set(unsent.filter(({ leaseUntil }) => leaseUntil < now).map(({ streamId }) => streamId))];
  for (const row of unsent) if (ids.includes(row.streamId)) row.leaseUntil = plusMs(now, leaseMs);
  return ids.map((streamId) => ({ streamId, generation: tables.streams.get(streamId)?.generation ?? 1 }));
};

/** What a stream is in time, as its module makes it of the file. */
export const timelineIn = (streamId: string, file: AnyFile) => moduleOf(MODULES, streamId).timeline(file);

/** The outbox and the post as the relay's step sees them, from within one task. */
const carrierIn = (task: Task, { store, temporal }: Parts): Carrier => {
  const { outbox, events, streams } = store.tables;
  return {
    unsentOf: (streamId) =>
      store.once(task, `read the outbox of ${streamId}`, () => {
        const row = streams.get(streamId);
        if (row === undefined) return null;
        const unsent = (events.get(streamId) ?? []).filter(
          ({ seq }) => outbox.get(`${streamId}:${seq}`)?.sent === false,
        );
        return unsent.length === 0 ? null : { events: unsent, timeline: timelineIn(streamId, row.file) };
      }),
    markSent: (streamId, seqs) =>
      store.once(task, `mark ${streamId}:${seqs.join(',')} sent`, () => {
        for (const seq of seqs) {
          const row = outbox.get(`${streamId}:${seq}`);
          if (row) row.sent = true;
        }
      }),
    signal: (streamId, generation, sent) =>
      store.once(task, `signal ${streamId}`, () => {
        temporal.post(streamId, generation, sent);
      }),
  };
};

/** The relay's step with its two halves the wrong way round. */
const carriedTooEarly = async (
  { unsentOf, markSent, signal }: Carrier,
  { streamId, generation }: { streamId: string; generation: number },
): Promise<void> => {
  const news = await unsentOf(streamId);
  if (news === null) return;
  await markSent(
    streamId,
    news.events.map(({ seq }) => seq),
  );
  await signal(streamId, generation, news);
};

/** One round of the relay. */
export const relayRound = async (task: Task, parts: Parts): Promise<void> => {
  const { store, now, bug } = parts;
  const step = bug === 'marked-before-sending' ? carriedTooEarly : carry;
  const round = async (): Promise<void> => {
    const claimed = await store.once(task, 'claim streams', () => claim(store, now()));
    for (const one of claimed) await orLater(step(carrierIn(task, parts), one));
  };
  await orLater(round());
};

/** One round of the sweeper. */
export const sweepRound = async (task: Task, { store, door, now }: Parts): Promise<void> => {
  const round = async (): Promise<void> => {
    const late = await store.once(task, 'look for overdue streams', () => [
      ...new Set([...overdue(store, plusMs(now(), -graceMs)), ...queuedStreams(store)]),
    ]);
    for (const streamId of late) await orLater(door.settle(task, streamId, { by: 'sweeper' }));
  };
  await orLater(round());
};

/** Streams for which another has left a consequence. */
export const queuedStreams = ({ tables: { queued } }: Store): string[] =>
  [...queued.values()].map((one) => one.streamId);

/** Streams with an armed deadline that was due by then. */
export const overdue = ({ tables: { streams } }: Store, by: Instant): string[] =>
  [...streams].flatMap(([streamId, { file }]) => {
    const due = nextDue(file.deadlines);
    return due !== null && due.dueAt <= by ? [streamId] : [];
  });
