import { tableOf, type EntityClass } from '../entities/table';
import type { SealedStream } from './seal-streams';
import type { Statement } from './sql';

/** A table whose rows follow from the events of one stream. */
export interface View {
  table: string;
  /** The column that names the stream, by its id alone or whole. */
  key: string;
  by: 'id' | 'stream';
}

/** The tables of these entities, whose property `key` names the stream. */
export const viewsOf = <K extends string>(
  entities: readonly EntityClass<Record<NoInfer<K>, string>>[],
  key: K,
  by: View['by'],
): View[] => entities.map((entity) => ({ table: tableOf(entity).table, key: tableOf(entity).column(key).name, by }));

/** The rows by which one kind of stream is found and listed. */
export interface Projection {
  kind: string;
  views: readonly View[];
  rows(stream: SealedStream): Statement[];
}
