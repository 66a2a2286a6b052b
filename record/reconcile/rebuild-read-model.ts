import { randomUUID } from 'node:crypto';
import type { AdminTx } from '../admin';
import type { AdminDoor } from '../door/command-door';
import { read } from '../reading';
import { text } from '../row';
import { statement } from '../sql';
import { differences } from './d12-views';
import { differingTables, views, viewsOf } from './views';
import { foundStreams } from './found-views';
import { mendViews } from './mend-views';
import type { Scene } from './scene';
import { createShadowTables, type ShadowTables } from './shadow-tables';

export interface ReadModelDeps {
  scene: Scene;
  door: AdminDoor;
  operator: string;
  onProgress: (streams: number) => void;
}

export interface ReadModelReport {
  streams: number;
  /** Rows by table: what was there, and what the events make. */
  tables: { table: string; live: number; shadow: number; differingStreams: number }[];
  isSwapped: boolean;
  /** Streams that were written to meanwhile, and were made again one by one. */
  caughtUp: string[];
  /** Streams that nothing was made of, because their chain is broken. */
  broken: string[];
}

const pageSize = 100;

const idsAfter = async ({ store }: Scene, afterId: string): Promise<string[]> => {
  const sql = 'SELECT stream_id FROM stream WHERE stream_id > ? ORDER BY stream_id LIMIT ?';
  const [rows] = await read(store, [statement(sql, [afterId, pageSize])]);
  return (rows ?? []).map((row) => text(row, 'stream_id'));
};

/** Folds everything into the shadows; returns how many streams there are and in how many each table differs. */
const fill = async ({ scene, onProgress }: ReadModelDeps, shadows: ShadowTables) => {
  const differing = new Map<string, number>();
  let streams = 0;
  for (let afterId = ''; ;) {
    const ids = await idsAfter(scene, afterId);
    const last = ids.at(-1);
    if (last === undefined) return { streams, differing };
    afterId = last;
    const { events, rows } = await foundStreams(scene.store, ids);
    for (const streamId of ids) {
      const ofStream = events.get(streamId) ?? [];
      if (ofStream.length === 0) continue;
      const made = await scene.views.fold(ofStream);
      for (const [table, of] of made.rows) await shadows.add(table, of);
      const tables = differingTables(viewsOf(streamId), rows.get(streamId), made.rows);
      for (const table of tables) differing.set(table, (differing.get(table) ?? 0) + 1);
    }
    streams += ids.length;
    onProgress(streams);
  }
};

/** A write with its audit row; where `work` says no, nothing is written. Returns what it said. */
const administered = async (
  { door, operator }: ReadModelDeps,
  data: Record<string, unknown>,
  work: (tx: AdminTx) => Promise<boolean>,
): Promise<boolean> => {
  const key = `read-model:${randomUUID()}`;
  const result = await door.administer({
    personId: 'system',
    idempotencyKey: key,
    requestHash: key,
    traceId: key,
    action: 'read-model-rebuilt',
    townId: null,
    async work(tx) {
      const status = (await work(tx)) ? 200 : 409;
      const answer = { status, contentType: 'application/json', body: '{}' };
      return { answer, ref: 'read-model', data: { operator, ...data } };
    },
  });
  if ('failure' in result) throw new Error(`read model: ${result.failure.kind}`);
  return result.answer.status === 200;
};

/**
 * Makes again what still differs, stream by stream under its lock: what was written while the shadows were filled, and the
 * folds in `stream`, which is the record's own table and is never swapped.
 */
const catchUp = async (deps: ReadModelDeps): Promise<Pick<ReadModelReport, 'caughtUp' | 'broken'>> => {
  const { scene } = deps;
  const caughtUp: string[] = [];
  const broken: string[] = [];
  for (let afterId = ''; ;) {
    const ids = await idsAfter(scene, afterId);
    const last = ids.at(-1);
    if (last === undefined) return { caughtUp, broken };
    afterId = last;
    for (const [streamId, tables] of await differences(scene, ids)) {
      const isMended = await administered(deps, { streamId, tables }, (tx) =>
        mendViews(tx, scene.views, streamId, scene.store.sources.type === 'sqlite'),
      );
      (isMended ? caughtUp : broken).push(streamId);
    }
  }
};

/**
 * Makes every view anew: folds all events into shadow tables, compares them with the tables that people read, and puts them
 * in their place where anything differs. The service may run meanwhile.
 */
export const rebuildReadModel = async (deps: ReadModelDeps): Promise<ReadModelReport> => {
  const { scene } = deps;
  const names = views.map(({ table }) => table);
  const shadows = await createShadowTables(scene.store.sources, names);
  try {
    const { streams, differing } = await fill(deps, shadows);
    const tables = [];
    for (const table of names)
      tables.push({ table, ...(await shadows.count(table)), differingStreams: differing.get(table) ?? 0 });
    const isSwapped = tables.some(({ live, shadow, differingStreams }) => live !== shadow || differingStreams > 0);
    if (isSwapped) {
      await administered(deps, { streams, tables }, () => Promise.resolve(true));
      await shadows.swap();
    }
    return { streams, tables, isSwapped, ...(await catchUp(deps)) };
  } finally {
    await shadows.drop();
  }
};
