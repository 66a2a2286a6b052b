import { Tooltip } from 'antd';
import { usePages, type RowOf } from '../../api/pages';
import { useCodes } from '../../api/reading';
import { useAddress } from '../../shared/address';
import { minuteOf } from '../../shared/dates';
import type { Column } from '../../shared/list/columns';
import { Filters } from '../../shared/list/Filters';
import { List } from '../../shared/list/List';
import { labelIn, nameIn } from '../../shared/words';
import { PageHead } from '../registers/PageHead';
import { Mark } from '../../shared/Mark';

type Entry = RowOf<'/api/v1/audit'>;

/** What was done beside the cases, and what was refused. */
const AuditPage = () => {
  const address = useAddress();
  const query = {
    from: address.get('from'),
    to: address.get('to'),
    action: address.get('action'),
    ...(address.get('outcome') === '' ? {} : { outcome: address.get('outcome') as 'done' }),
  };
  const pages = usePages('/api/v1/audit', { query: { ...query, limit: 50 } });
  const columns: Column<Entry>[] = [
    { key: 'at', title: '时间', fields: ['at'], width: 150, render: ({ at }) => minuteOf(at) },
    {
      key: 'who',
      title: '操作人',
      fields: ['personId'],
      width: 140,
      render: ({ personId }) => nameIn(pages, personId) || '未登录',
    },
    {
      key: 'action',
      title: '操作',
      fields: ['action'],
      width: 190,
      render: ({ action }) => labelIn(pages, 'audit-action', action),
    },
    {
      key: 'outcome',
      title: '结果',
      fields: ['outcome'],
      width: 150,
      render: ({ outcome, origin }) => (
        <Mark look={outcome === 'done' ? 'done' : 'bad'}>
          {labelIn(pages, 'audit-outcome', outcome)}
          {origin.outcome !== undefined && `：${labelIn(pages, 'audit-outcome', origin.outcome)}`}
        </Mark>
      ),
    },
    {
      key: 'ref',
      title: '对象',
      fields: ['ref'],
      render: ({ ref }) => <span className="audit-ref">{nameIn(pages, ref)}</span>,
    },
    {
      key: 'address',
      title: '来自',
      fields: ['origin.address'],
      width: 140,
      render: ({ origin }) =>
        origin.address === undefined ? null : (
          <Tooltip title={[origin.method, origin.route].filter((one) => one !== undefined).join(' ')}>
            {origin.address}
          </Tooltip>
        ),
    },
    {
      key: 'data',
      title: '内容',
      fields: ['data'],
      hidden: true,
      render: ({ data }) => <code className="audit-ref">{JSON.stringify(data)}</code>,
    },
  ];
  return (
    <>
      <PageHead title="审计日志" />
      <Filters
        filters={[
          { name: 'from', label: '起始日期', kind: 'day', width: 130 },
          { name: 'to', label: '截止日期', kind: 'day', width: 130 },
          { name: 'action', label: '操作', kind: 'choice', options: useCodes('audit-action'), width: 200 },
          {
            name: 'outcome',
            label: '结果',
            kind: 'choice',
            options: [{ value: 'refused', label: '各种被拒' }, ...useCodes('audit-outcome')],
            width: 160,
          },
        ]}
      />
      <List
        pages={pages}
        columns={columns}
        table
        keyOf={({ day, n }) => `${day}-${String(n)}`}
        filters={['from', 'to', 'action', 'outcome']}
      />
    </>
  );
};

export default AuditPage;
