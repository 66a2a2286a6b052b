import type { Instant } from '../../domain/clock/instant';
import type { Row } from '../admin';
import { read } from '../reading';
import { text, textOrNull, whole } from '../row';
import { marks, statement } from '../sql';
import { endedStates } from '../streams';
import type { Scene } from './scene';
import type { Inspected, LatestRun } from './temporal-view';

/** A stream as its row has it. */
export interface StreamState {
  streamId: string;
  townId: string;
  status: string;
  lastSeq: number;
  generation: number;
  nextDueAt: Instant | null;
  isEnded: boolean;
  /** Events that wait to be sent. */
  unsent: number;
}

/** The stream's workflow; null where the engine could not be asked. */
export interface Life {
  run: Pick<LatestRun, 'state' | 'failingForMs'> | null;
  /** Undefined when no worker answers for it. */
  inspected: Inspected | undefined;
}

export interface StreamSeen extends StreamState {
  life: Life | null;
}

const columns = `s.stream_id, s.town_id, s.status, s.last_seq, s.generation, s.next_due_at,
  (SELECT COUNT(*) FROM outbox o WHERE o.stream_id = s.stream_id AND o.sent_at IS NULL) AS unsent`;

const stateIn = (row: Row): StreamState => {
  const status = text(row, 'status');
  const nextDueAt = textOrNull(row, 'next_due_at');
  return {
    streamId: text(row, 'stream_id'),
    townId: text(row, 'town_id'),
    status,
    lastSeq: whole(row, 'last_seq'),
    generation: whole(row, 'generation'),
    nextDueAt,
    isEnded: nextDueAt === null && endedStates.includes(status),
    unsent: whole(row, 'unsent'),
  };
};

/** A page of streams in order of id. */
export const streamsAfter = async ({ store }: Scene, afterId: string, limit: number): Promise<StreamState[]> => {
  const sql = `SELECT ${columns} FROM stream s WHERE s.stream_id > ? ORDER BY s.stream_id LIMIT ?`;
  const [rows] = await read(store, [statement(sql, [afterId, limit])]);
  return (rows ?? []).map(stateIn);
};

/** The same streams as they are now. */
export const streamsAgain = async ({ store }: Scene, ids: string[]): Promise<StreamState[]> => {
  if (ids.length === 0) return [];
  const sql = `SELECT ${columns} FROM stream s WHERE s.stream_id IN (${marks(ids)}) ORDER BY s.stream_id`;
  const [rows] = await read(store, [statement(sql, ids)]);
  return (rows ?? []).map(stateIn);
};

const running = { state: 'running', failingForMs: 0 } as const;

/**
 * Asks about the workflow of a stream, with as few questions as it takes: one that is listed as running and has ended, or
 * the other way round, is looked at twice, since the list is behind by a moment.
 */
const lifeOf = async (scene: Scene, stream: StreamState, listed: Set<string>): Promise<Life | null> => {
  const { temporal } = scene;
  if (temporal === null) return null;
  const { streamId, isEnded } = stream;
  const isListed = listed.has(streamId);
  if (isEnded && !isListed) return { run: null, inspected: undefined };
  const inspected = isListed && !isEnded ? await temporal.inspect(streamId) : undefined;
  if (inspected !== undefined) return { run: running, inspected };
  const run = (await temporal.latest(streamId)) ?? null;
  const isNew = run?.state === 'running' && !isListed && !isEnded;
  return { run, inspected: isNew ? await temporal.inspect(streamId) : undefined };
};

const together = 8;

/** The streams with their workflows. */
export const withLives = async (scene: Scene, streams: StreamState[], listed: Set<string>): Promise<StreamSeen[]> => {
  const lives = new Map<string, Life | null>();
  const waiting = [...streams];
  const ask = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      lives.set(next.streamId, await lifeOf(scene, next, listed));
    }
  };
  await Promise.all(Array.from({ length: together }, ask));
  return streams.map((stream) => ({ ...stream, life: lives.get(stream.streamId) ?? null }));
};
