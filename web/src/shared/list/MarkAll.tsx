import { Checkbox } from 'antd';
import type { Selection } from './selection';

interface MarkAllProps<Row> {
  rows: readonly Row[];
  keyOf(row: Row): string;
  selection: Selection<Row>;
}

/** Marks every row that is shown and can be marked, in a table and on a phone alike. */
export const MarkAll = <Row,>({ rows, keyOf, selection: { keys, change, labelOf } }: MarkAllProps<Row>) => {
  const all = rows.filter((row) => labelOf(row) !== undefined).map(keyOf);
  if (all.length === 0) return null;
  return (
    <Checkbox
      checked={keys.length === all.length}
      indeterminate={keys.length > 0 && keys.length < all.length}
      onChange={({ target }) => {
        change(target.checked ? all : []);
      }}
    >
      全选
    </Checkbox>
  );
};
