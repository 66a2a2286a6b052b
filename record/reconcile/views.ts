import type { Row } from '../admin';
import { canonical } from '../canonical';
import { sha256 } from '../hash';
import type { SqlRow } from '../sql';
import { idOfStream, kindOfStream } from '../kinds';
import type { StreamKind } from '../../domain/stream';

/** A table whose rows follow from the events of one stream. */
export interface View {
  table: string;
  /** The column that names the stream, by its id alone or whole. */
  key: string;
  by: 'id' | 'stream';
  kinds: readonly StreamKind[];
}

const both = ['case', 'escalation'] as const;

export const views: readonly View[] = [
  { table: 'case_row', key: 'case_id', by: 'id', kinds: ['case'] },
  { table: 'case_subject', key: 'case_id', by: 'id', kinds: ['case'] },
  { table: 'case_unit', key: 'case_id', by: 'id', kinds: ['case'] },
  { table: 'case_reader', key: 'case_id', by: 'id', kinds: ['case'] },
  { table: 'case_campaign', key: 'case_id', by: 'id', kinds: ['case'] },
  { table: 'closed_list', key: 'case_id', by: 'id', kinds: ['case'] },
  { table: 'escalation_row', key: 'escalation_id', by: 'id', kinds: ['escalation'] },
  { table: 'escalation_case', key: 'escalation_id', by: 'id', kinds: ['escalation'] },
  { table: 'deadline', key: 'stream_id', by: 'stream', kinds: both },
  { table: 'proposal_row', key: 'stream_id', by: 'stream', kinds: both },
  { table: 'paper', key: 'stream_id', by: 'stream', kinds: both },
  { table: 'attachment_use', key: 'stream_id', by: 'stream', kinds: both },
];

export const viewsOf = (streamId: string): readonly View[] =>
  views.filter(({ kinds }) => kinds.includes(kindOfStream(streamId)));

/** What stands in the key column of a view for a stream. */
export const keyOf = ({ by }: View, streamId: string): string => (by === 'id' ? idOfStream(streamId) : streamId);

/** The rows of one stream, by table. */
export type ViewRows = Map<string, Row[]>;

const isJson = (value: unknown): value is string => typeof value === 'string' && /^[[{]/.test(value);

const valueOf = (value: unknown): unknown => {
  if (!isJson(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
};

/** The same for rows that say the same, whatever database they came from and however their JSON is written. */
export const rowHash = (row: Row): string =>
  sha256(canonical(Object.fromEntries(Object.entries(row).map(([column, value]) => [column, valueOf(value)]))));

/** Tables in which two sets of rows differ. */
export const differingTables = (tables: readonly View[], found: ViewRows | undefined, made: ViewRows): string[] => {
  const print = (rows: Row[] | undefined): string => (rows ?? []).map(rowHash).toSorted().join();
  return tables.map(({ table }) => table).filter((table) => print(found?.get(table)) !== print(made.get(table)));
};

/** Values as a driver gave them are values that it takes. */
export const writable = (row: Row): SqlRow =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      typeof value === 'string' || typeof value === 'number' ? value : null,
    ]),
  );
