import type { ReactNode } from 'react';

/** A column of a list; `render` is given the row, never its position. */
export interface Column<Row> {
  key: string;
  title: string;
  render(row: Row): ReactNode;
  /** The fields of the API that say the same, for the table that the list can be downloaded as. */
  fields?: readonly string[];
  width?: number;
  /** Shown only when somebody chooses it. */
  hidden?: boolean;
  /** Left out of the cards of a phone. */
  wideOnly?: boolean;
  /** Says by itself what it is, such as a name that heads its card: the cards of a phone leave its title out. */
  bare?: boolean;
}

/** The columns that are shown: those named in the address, else those that are not hidden. */
export const chosenColumns = <Row>(columns: readonly Column<Row>[], named: readonly string[]): Column<Row>[] => {
  const known = columns.filter(({ key }) => named.includes(key));
  return known.length > 0 ? known : columns.filter(({ hidden }) => hidden !== true);
};
