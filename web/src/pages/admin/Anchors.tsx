import { Card } from 'antd';
import { usePages, type RowOf } from '../../api/pages';
import { minuteOf } from '../../shared/dates';
import type { Column } from '../../shared/list/columns';
import { List } from '../../shared/list/List';
import { Mark } from '../../shared/Mark';

type Anchor = RowOf<'/api/v1/anchors'>;

/** The anchors of all chains: with the copies outside of the database they show that nothing was cut off. */
export const Anchors = () => {
  const pages = usePages('/api/v1/anchors', { query: { limit: 10 } });
  const columns: Column<Anchor>[] = [
    { key: 'no', title: '锚点', width: 90, render: ({ anchorNo }) => `第 ${String(anchorNo)} 个` },
    { key: 'at', title: '时间', width: 150, render: ({ at }) => minuteOf(at) },
    { key: 'links', title: '累计环节', width: 110, render: ({ links }) => links },
    {
      key: 'exported',
      title: '导出',
      width: 170,
      render: ({ exportedAt }) => (exportedAt === null ? <Mark look="waiting">尚未导出</Mark> : minuteOf(exportedAt)),
    },
    { key: 'hash', title: '哈希', render: ({ hash }) => <code className="audit-ref">{hash}</code> },
  ];
  return (
    <Card title="链锚点" className="panel-card">
      <p className="muted">
        每十分钟把全部事件链的末端锚定一次并导出到数据库之外；与外面的副本核对哈希，即知记录是否被截断。
      </p>
      <List
        pages={pages}
        columns={columns}
        keyOf={({ anchorNo }) => String(anchorNo)}
        empty="还没有锚点：后台进程启动十分钟后会有第一个"
      />
    </Card>
  );
};
