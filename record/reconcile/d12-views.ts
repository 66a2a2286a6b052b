import { nextDue } from '../../domain/deadlines';
import { UnreadableEvent } from '../../domain/unknown-event';
import { canonical } from '../canonical';
import { read } from '../reading';
import { foldedFrom, isOfThisShape } from '../refold';
import { text, whole } from '../row';
import { statement } from '../sql';
import type { RecordCheck, StreamCheck } from './check';
import type { Finding } from './finding';
import type { FoldedStream } from './fold-views';
import { foundStreams, type FoundStreams, type StreamFold } from './found-views';
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

type Compared = Pick<Scene, 'store' | 'views' | 'modules'>;

/** Tables whose rows are not what the events of the stream make. @throws {@link UnreadableEvent} */
const differing = async (scene: Compared, streamId: string, found: FoundStreams): Promise<string[]> => {
  const events = found.events.get(streamId);
  const fold = found.folds.get(streamId);
  if (events === undefined || fold === undefined) return [];
  const made = await scene.views.fold(events);
  const tables = differingTables(viewsOf(streamId), found.rows.get(streamId), made.rows);
  return print(fold) === print(foldOf(made)) ? tables : ['stream', ...tables];
};

/**
 * The tables, by stream, whose rows are not what the events make; streams without a difference are not in the map. A file
 * of another shape is one: the program folds it again before it uses it, and a rebuild writes it anew.
 */
export const differences = async (scene: Compared, streamIds: string[]): Promise<Map<string, string[]>> => {
  const found = await foundStreams(scene.store, streamIds);
  const differ = new Map<string, string[]>();
  for (const streamId of streamIds) {
    const tables = await differing(scene, streamId, found);
    if (tables.length > 0) differ.set(streamId, tables);
  }
  return differ;
};

/** A file of another shape is no fault: whoever uses it folds it again. What else its row says must be right. */
const leavingShapesAlone = ({ modules }: Compared, streamId: string, found: FoundStreams): FoundStreams => {
  const fold = found.folds.get(streamId);
  const events = found.events.get(streamId);
  if (fold === undefined || events === undefined || isOfThisShape(modules, streamId, fold.file)) return found;
  return { ...found, folds: new Map([[streamId, { ...fold, file: foldedFrom(modules, streamId, events) }]]) };
};

const unknownEvent = ({ message, streamId, seq, type }: UnreadableEvent): Finding => ({
  class: 'D12',
  ref: streamId,
  what: message,
  evidence: { seq, unknownType: type },
});

const notWhatEventsMake = (streamId: string, tables: string[]): Finding => ({
  class: 'D12',
  ref: streamId,
  what: `not what its events make: ${tables.join(', ')}`,
  evidence: { tables },
});

/** The rows that people read are what the events make, and the program knows every event. */
export const staleViews: StreamCheck = {
  class: 'D12',
  asksTemporal: false,
  async look(streams, scene) {
    const ids = streams.map(({ streamId }) => streamId);
    const found = await foundStreams(scene.store, ids);
    const findings: Finding[] = [];
    for (const streamId of ids) {
      try {
        const tables = await differing(scene, streamId, leavingShapesAlone(scene, streamId, found));
        if (tables.length > 0) findings.push(notWhatEventsMake(streamId, tables));
      } catch (error) {
        if (!(error instanceof UnreadableEvent)) throw error;
        findings.push(unknownEvent(error));
      }
    }
    return findings;
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
