import type { Row } from '../admin';
import { canonical } from '../canonical';
import type { StoredRow } from '../copied-rows';
import { sha256 } from '../hash';
import { idOf, kindOf } from '../../domain/stream-module';
import type { View } from '../projection';
import { COMMON_VIEWS, PROJECTIONS, viewsOfKind } from '../projections';

/** Every table whose rows follow from the events of one stream, with the kinds that have it. */
export const views: readonly (View & { kinds: string[] })[] = [
  ...PROJECTIONS.flatMap(({ kind, views: own }) => own.map((view) => ({ ...view, kinds: [kind] }))),
  ...COMMON_VIEWS.map((view) => ({ ...view, kinds: PROJECTIONS.map(({ kind }) => kind) })),
];

export const viewsOf = (streamId: string): readonly View[] => viewsOfKind(kindOf(streamId));

/** What stands in the key column of a view for a stream. */
export const keyOf = ({ by }: View, streamId: string): string => (by === 'id' ? idOf(streamId) : streamId);

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
export const writable = (row: Row): StoredRow =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      typeof value === 'string' || typeof value === 'number' ? value : null,
    ]),
  );
