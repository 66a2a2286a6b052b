import type { Row } from '../admin';
import type { StreamEnvelope } from '../stream-work';
import { envelopeIn, eventsOfAll } from '../envelopes';
import type { AnyFile } from '../../domain/modules';
import type { View } from '../projection';
import { read } from '../reading';
import { parsed, text, textOrNull } from '../row';
import { marks, statement } from '../sql';
import type { Store } from '../store';
import { keyOf, views, type ViewRows } from './views';

/** What the row of a stream holds besides its chain: it follows from the events as the views do. */
export interface StreamFold {
  file: AnyFile;
  status: string;
  nextDueAt: string | null;
}

/** Streams as the tables have them now. */
export interface FoundStreams {
  events: Map<string, StreamEnvelope[]>;
  folds: Map<string, StreamFold>;
  rows: Map<string, ViewRows>;
}

const grouped = <T>(items: T[], of: (item: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(of(item));
    if (group) group.push(item);
    else groups.set(of(item), [item]);
  }
  return groups;
};

const ofView = (view: View, streamIds: string[]) => {
  const keys = streamIds.map((streamId) => keyOf(view, streamId));
  return statement(`SELECT * FROM ${view.table} WHERE ${view.key} IN (${marks(keys)})`, keys);
};

/** Reads a page of streams with all their rows. */
export const foundStreams = async (store: Store, streamIds: string[]): Promise<FoundStreams> => {
  const [events, streams, ...tables] = await read(store, [
    eventsOfAll(streamIds),
    statement(
      `SELECT stream_id, file, status, next_due_at FROM stream WHERE stream_id IN (${marks(streamIds)})`,
      streamIds,
    ),
    ...views.map((view) => ofView(view, streamIds)),
  ]);
  const byKey = views.map((view, index) => ({
    view,
    rows: grouped(tables[index] ?? [], (row) => text(row, view.key)),
  }));
  const rowsOf = (streamId: string): ViewRows =>
    new Map(byKey.map(({ view, rows }): [string, Row[]] => [view.table, rows.get(keyOf(view, streamId)) ?? []]));
  return {
    events: grouped((events ?? []).map(envelopeIn), ({ streamId }) => streamId),
    folds: new Map(
      (streams ?? []).map((row) => [
        text(row, 'stream_id'),
        { file: parsed<AnyFile>(row, 'file'), status: text(row, 'status'), nextDueAt: textOrNull(row, 'next_due_at') },
      ]),
    ),
    rows: new Map(streamIds.map((streamId) => [streamId, rowsOf(streamId)])),
  };
};
