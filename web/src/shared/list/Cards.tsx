import { Checkbox, Spin } from 'antd';
import type { ReactNode } from 'react';
import type { Column } from './columns';
import type { Selection } from './selection';

interface CardsProps<Row> {
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  keyOf(row: Row): string;
  loading: boolean;
  none: ReactNode;
  selection?: Selection<Row> | undefined;
}

const Mark = ({ label, of, id }: { label: string; of: Pick<Selection<never>, 'keys' | 'change'>; id: string }) => (
  <Checkbox
    className="card-mark"
    aria-label={`选中：${label}`}
    checked={of.keys.includes(id)}
    onChange={({ target }) => {
      of.change(target.checked ? [...of.keys, id] : of.keys.filter((key) => key !== id));
    }}
  />
);

/** A list on a phone: one card a row, its columns under each other, each with what it is; what a row has nothing for is left out. */
export const Cards = <Row,>({ rows, columns, keyOf, loading, none, selection }: CardsProps<Row>) => (
  <Spin spinning={loading}>
    {rows.length === 0 && !loading && none}
    <ul className="cards">
      {rows.map((row) => (
        <li key={keyOf(row)} className="card">
          {selection?.labelOf(row) !== undefined && (
            <Mark label={selection.labelOf(row) ?? ''} of={selection} id={keyOf(row)} />
          )}
          {columns
            .filter(({ wideOnly }) => wideOnly !== true)
            .map(({ key, title, bare, render }) => (
              <div key={key} className={bare === true ? 'card-bare' : 'card-part'}>
                {bare !== true && <span className="card-label">{title}</span>}
                <div className="card-value">{render(row)}</div>
              </div>
            ))}
        </li>
      ))}
    </ul>
  </Spin>
);
