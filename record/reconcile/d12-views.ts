import { nextDue } from '../../domain/deadlines';
import { canonical } from '../canonical';
import { read } from '../reading';
import { text, whole } from '../row';
import { statement } from '../sql';
import type { RecordCheck, StreamCheck } from './check';
import type { Finding } from './finding';
import type { FoldedStream } from './fold-views';
import { foundStreams, type StreamFold } from './found-views';
import type { Scene } from './scene';
import { differingTables, views, viewsOf } from './views';

/** What the row of the stream should hold. */
export const foldOf = ({ file }: FoldedStream): StreamFold => ({
  file,
  status: file.status,
  nextDueAt: nextDue(file.deadlines)?.dueAt ?? null,
});

/** A file has come from JSON or is about to become it: what is undefined is not there. */
const print = (fold: StreamFold): string => canonical(JSON.parse(JSON.stringify(fold)));

/** The tables, by stream, whose rows are not what the events make; streams without a difference are not in the map. */
export const differences = async (
  scene: Pick<Scene, 'store' | 'views'>,
  streamIds: string[],
): Promise<Map<string, string[]>> => {
  const { events, folds, rows } = await foundStreams(scene.store, streamIds);
  const found = new Map<string, string[]>();
  for (const streamId of streamIds) {
    const ofStream = events.get(streamId);
    const fold = folds.get(streamId);
    if (ofStream === undefined || fold === undefined) continue;
    const made = await scene.views.fold(ofStream);
    const tables = differingTables(viewsOf(streamId), rows.get(streamId), made.rows);
    if (print(fold) !== print(foldOf(made))) tables.unshift('stream');
    if (tables.length > 0) found.set(streamId, tables);
  }
  return found;
};

/** The rows that people read are what the events make. */
export const staleViews: StreamCheck = {
  class: 'D12',
  asksTemporal: false,
  async look(streams, scene) {
    const found = await differences(
      scene,
      streams.map(({ streamId }) => streamId),
    );
    return [...found].map(([streamId, tables]): Finding => ({
      class: 'D12',
      ref: streamId,
      what: `not what its events make: ${tables.join(', ')}`,
      evidence: { tables },
    }));
  },
};

/** Rows of streams that are not in the record. */
export const strayRows: RecordCheck = {
  class: 'D12',
  asksTemporal: false,
  async look({ store }) {
    const findings: Finding[] = [];
    for (const { table, key, by, kinds } of views) {
      const [kind] = kinds;
      const streamId = by === 'stream' ? `v.${key}` : `CONCAT('${kind ?? ''}:', v.${key})`;
      const [rows] = await read(store, [
        statement(
          `SELECT ${streamId} AS stream_id, COUNT(*) AS n FROM ${table} v LEFT JOIN stream s ON s.stream_id = ${streamId}
           WHERE s.stream_id IS NULL GROUP BY v.${key}`,
        ),
      ]);
      for (const row of rows ?? []) {
        const evidence = { tables: [table], rows: whole(row, 'n') };
        const what = `${table} has rows of a stream that is not in the record`;
        findings.push({ class: 'D12', ref: text(row, 'stream_id'), what, evidence });
      }
    }
    return findings;
  },
};
