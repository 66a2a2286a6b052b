import { Spin } from 'antd';
import type { ReactNode } from 'react';
import type { Column } from './columns';

interface CardsProps<Row> {
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  keyOf(row: Row): string;
  loading: boolean;
  none: ReactNode;
}

/** A list on a phone: one card a row, its columns under each other. */
export const Cards = <Row,>({ rows, columns, keyOf, loading, none }: CardsProps<Row>) => (
  <Spin spinning={loading}>
    {rows.length === 0 && !loading && none}
    <ul className="cards">
      {rows.map((row) => (
        <li key={keyOf(row)} className="card">
          {columns
            .filter(({ wideOnly }) => wideOnly !== true)
            .map(({ key, render }) => (
              <div key={key} className={`card-${key}`}>
                {render(row)}
              </div>
            ))}
        </li>
      ))}
    </ul>
  </Spin>
);
