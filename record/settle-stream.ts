import { nextDue } from '../domain/deadlines';
import { moduleOf } from '../domain/stream-module';
import { diffMs } from '../domain/clock/instant';
import { decideAndWrite } from './decide-and-write';
import type { SettleOutcome } from './stream-work';
import type { Engine } from './engine';
import { envelopeIn, eventsAfter } from './envelopes';
import { emptyCache } from './lookup-cache';
import { inThisShape, lockAndLoad } from './opening';
import { queuedFor, settledFor } from './queue';
import { text } from './row';
import { sentUpTo } from './write-events';
import { transact, type Tx } from './transaction';
import { tuning } from '../tuning';

/** Joins of one settling: a page of them is written in a quarter of a second, and its answer stays small. */
const { mostQueued } = tuning.sweeper;

/** Who settles: the stream's workflow, which takes the events along, or the sweeper, which leaves them to the relay. */
export type Settler = { by: 'workflow'; generation: number; appliedSeq: number } | { by: 'sweeper' };

/**
 * The clock's way through the door: what is due is fired, exactly once, whoever comes first. The sweeper does not wait twice
 * for a stream that somebody else holds: others are due as well.
 */
export const settleStream = (engine: Engine, streamId: string, settler: Settler): Promise<SettleOutcome> =>
  transact(engine.store, (tx) => fire(engine, tx, streamId, settler), { waits: settler.by === 'workflow' });

const fire = async (engine: Engine, tx: Tx, streamId: string, settler: Settler): Promise<SettleOutcome> => {
  const isSweeper = settler.by === 'sweeper';
  const since = isSweeper ? [queuedFor(streamId)] : [eventsAfter(streamId, settler.appliedSeq)];
  const opened = await lockAndLoad(engine, tx, { streamId }, { before: [], also: since, mostQueued });
  const opening = await inThisShape(engine, tx, streamId, opened);
  const { town, now, found } = opening;
  if (town === undefined || found === null) return { outcome: 'stale' };
  if (settler.by === 'workflow' && settler.generation !== found.generation) return { outcome: 'stale' };

  const { packId, version } = found.file.policy;
  const { modules, deps } = engine;
  const basis = {
    modules,
    main: { streamId, found, command: null },
    policy: deps.packOf(packId, version),
    packOf: deps.packOf.bind(deps),
    calendar: deps.calendar,
    directory: town.directory,
    actor: { personId: 'system', posts: [], aliases: [] },
    now,
    cause: 'settle',
    cache: emptyCache(),
  };
  const made = await decideAndWrite(tx, basis, town, { cmdKey: null, mainSent: settler.by === 'workflow' });
  const own = made.sealed.find((one) => one.streamId === streamId);
  const also = opening.also[0] ?? [];
  const before = isSweeper ? [] : also.map(envelopeIn);
  const done = isSweeper
    ? settledFor(
        streamId,
        also.map((row) => text(row, 'cause')),
      )
    : [];
  const events = [...before, ...(own?.envelopes ?? [])];
  const sent = settler.by === 'workflow' && before.length > 0 ? [sentUpTo(streamId, settler.appliedSeq, now)] : [];
  const writes = [...made.writes, ...sent, ...done];
  if (writes.length > 0) await tx.commit(writes);
  for (const one of made.sealed) {
    deps.observe?.({ name: 'committed', streamId: one.streamId, events: one.envelopes });
    if (one !== own || settler.by === 'sweeper') deps.onCommitted?.(one.streamId);
  }

  const at = made.work.main.now;
  const file = own?.file ?? found.file;
  const timeline = moduleOf(modules, streamId).timeline(file);
  const next = nextDue(file.deadlines);
  if (own === undefined && next !== null) {
    return { outcome: 'not-yet', events, timeline, now: at, remainingMs: Math.max(0, diffMs(next.dueAt, at)) };
  }
  return { outcome: 'settled', events, timeline, now: at };
};
