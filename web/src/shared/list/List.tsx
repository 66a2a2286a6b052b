import ReloadOutlined from '@ant-design/icons/ReloadOutlined';
import { Button, Grid, Table } from 'antd';
import type { ReactNode } from 'react';
import type { Pages } from '../../api/pages';
import { useAddress } from '../address';
import { minuteOf } from '../dates';
import { ProblemAlert } from '../ProblemAlert';
import { Cards } from './Cards';
import { MarkAll } from './MarkAll';
import { Nothing } from './Nothing';
import type { Selection } from './selection';
import { TableButton } from './TableButton';
import { ColumnChoice } from './ColumnChoice';
import { chosenColumns, type Column } from './columns';

interface ListProps<Row> {
  pages: Pages<Row>;
  columns: readonly Column<Row>[];
  keyOf(row: Row): string;
  /** What stands at the left over the table: counts, buttons. */
  toolbar?: ReactNode;
  /** Rows can be marked for an act on all of them. */
  selection?: Selection<Row>;
  /** It can be downloaded as a table; its columns say which fields they are. */
  table?: boolean;
  /** Said where there is nothing at all. */
  empty?: string;
  /** The parameters of the address that narrow it: where they leave nothing, that is said, and they can be cleared. */
  filters?: readonly string[];
}

/** A list read page by page: a table, on a phone cards, with the choice of its columns and the time as of which it is. */
export const List = <Row extends object>({
  pages,
  columns,
  keyOf,
  toolbar,
  selection,
  table = false,
  empty = '还没有记录',
  filters = [],
}: ListProps<Row>) => {
  const address = useAddress();
  const isWide = Grid.useBreakpoint().md !== false;
  const shown = chosenColumns(columns, address.list('cols'));
  const none = <Nothing filters={filters} empty={empty} />;
  return (
    <section className="list">
      <div className="list-toolbar">
        <div className="list-toolbar-left">
          {selection !== undefined && <MarkAll rows={pages.rows} keyOf={keyOf} selection={selection} />}
          {toolbar}
        </div>
        {isWide && <ColumnChoice columns={columns} />}
        {table && <TableButton asked={pages.asked} columns={shown} />}
        <Button icon={<ReloadOutlined />} aria-label="刷新" title="刷新" onClick={pages.refetch} />
      </div>
      <ProblemAlert error={pages.error} onRetry={pages.refetch} />
      {isWide ? (
        <Table<Row>
          size="middle"
          rowKey={keyOf}
          dataSource={pages.rows}
          loading={pages.isLoading}
          pagination={false}
          scroll={{ x: 860 }}
          locale={{ emptyText: none }}
          columns={shown.map(({ key, title, width, render }) => ({
            key,
            title,
            ...(width === undefined ? {} : { width }),
            render: (_: unknown, row: Row) => render(row),
          }))}
          {...(selection === undefined
            ? {}
            : {
                rowSelection: {
                  selectedRowKeys: selection.keys,
                  columnWidth: 44,
                  hideSelectAll: true,
                  getCheckboxProps: (row: Row) => {
                    const label = selection.labelOf(row);
                    return { disabled: label === undefined, 'aria-label': `选中：${label ?? ''}` };
                  },
                  onChange: (keys: React.Key[]) => {
                    selection.change(keys.map(String));
                  },
                },
              })}
        />
      ) : (
        <Cards
          rows={pages.rows}
          columns={shown}
          keyOf={keyOf}
          loading={pages.isLoading}
          none={none}
          selection={selection}
        />
      )}
      <footer className="list-foot">
        <span className="muted">
          已显示 {pages.rows.length} 条{pages.asOf !== '' && ` · 截至 ${minuteOf(pages.asOf)}`}
        </span>
        {pages.more !== undefined && (
          <Button onClick={pages.more} loading={pages.isLoadingMore}>
            再显示一页
          </Button>
        )}
      </footer>
    </section>
  );
};
