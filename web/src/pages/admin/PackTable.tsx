import { Empty, Grid, Table } from 'antd';
import type { ReactNode } from 'react';
import { Cards } from '../../shared/list/Cards';

export interface PackColumn<Row> {
  title: string;
  width?: number;
  render(row: Row): ReactNode;
}

interface PackTableProps<Row> {
  rows: readonly Row[];
  columns: readonly PackColumn<Row>[];
}

const none = <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="这个政策包没有这类内容" />;

/** Rows of a pack, in its order; on a phone as cards. They have no key of their own and never change. */
export const PackTable = <Row extends object>({ rows, columns }: PackTableProps<Row>) => {
  const isWide = Grid.useBreakpoint().md !== false;
  const keyOf = (row: Row): string => String(rows.indexOf(row));
  if (!isWide)
    return (
      <Cards
        rows={rows}
        columns={columns.map((column) => ({ ...column, key: column.title }))}
        keyOf={keyOf}
        loading={false}
        none={none}
      />
    );
  return (
    <Table<Row>
      size="small"
      rowKey={keyOf}
      dataSource={[...rows]}
      pagination={rows.length > 30 ? { pageSize: 30, showSizeChanger: false } : false}
      locale={{ emptyText: none }}
      columns={columns.map(({ title, width, render }) => ({
        key: title,
        title,
        ...(width === undefined ? {} : { width }),
        render: (_: unknown, row: Row) => render(row),
      }))}
    />
  );
};
