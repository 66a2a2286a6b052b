/** Rows that are marked, by their keys. */
export interface Selection<Row> {
  keys: string[];
  change(keys: string[]): void;
  /** What is marked, for readers; undefined for a row that cannot be. */
  labelOf(row: Row): string | undefined;
}
