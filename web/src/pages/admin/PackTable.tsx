import { Table } from 'antd';
import type { ReactNode } from 'react';

export interface PackColumn<Row> {
  title: string;
  width?: number;
  render(row: Row): ReactNode;
}

/** Rows of a pack, in its order. */
export const PackTable = <Row extends object>({
  rows,
  columns,
}: {
  rows: readonly Row[];
  columns: readonly PackColumn<Row>[];
}) => (
  <Table<Row>
    size="small"
    // Rows of a pack have no key of their own and never change.
    rowKey={(row) => String(rows.indexOf(row))}
    dataSource={[...rows]}
    pagination={rows.length > 30 ? { pageSize: 30, showSizeChanger: false } : false}
    scroll={{ x: 640 }}
    locale={{ emptyText: '这个政策包没有这类内容' }}
    columns={columns.map(({ title, width, render }) => ({
      key: title,
      title,
      ...(width === undefined ? {} : { width }),
      render: (_: unknown, row: Row) => render(row),
    }))}
  />
);
