import { Link } from 'react-router';
import { usePages, type RowOf } from '../../api/pages';
import { CodeTag } from '../../shared/CodeTag';
import { minuteOf } from '../../shared/dates';
import type { Column } from '../../shared/list/columns';
import { List } from '../../shared/list/List';
import { labelIn } from '../../shared/words';

type Row = RowOf<'/api/v1/inbox/decided'>;

const addressOfRow = ({ caseId, escalationId }: Row): string =>
  caseId === undefined
    ? `/escalations/${encodeURIComponent(escalationId ?? '')}`
    : `/cases/${encodeURIComponent(caseId)}`;

/** What I have decided, in my words of then. */
export const Decided = () => {
  const pages = usePages('/api/v1/inbox/decided', { query: { limit: 50 } });
  const columns: Column<Row>[] = [
    { key: 'at', title: '审批时间', width: 150, render: ({ at }) => minuteOf(at) },
    { key: 'act', title: '事项', width: 120, render: ({ act }) => labelIn(pages, 'proposal-act', act) },
    {
      key: 'title',
      title: '对象',
      render: (row) => (
        <>
          <Link to={addressOfRow(row)}>{row.title}</Link>
          {row.number !== null && <div className="muted">{row.number}</div>}
        </>
      ),
    },
    {
      key: 'decision',
      title: '我的结论',
      width: 130,
      render: ({ decision, final }) => (
        <>
          <CodeTag of={pages} list="decision" code={decision} />
          {!final && <div className="muted">报上一级审批</div>}
        </>
      ),
    },
    { key: 'opinion', title: '我的意见', render: ({ opinion }) => <span className="long-text">{opinion}</span> },
  ];
  return (
    <List
      pages={pages}
      columns={columns}
      keyOf={({ proposalId, at }) => `${proposalId} ${at}`}
      empty="您还没有审批过事项"
    />
  );
};
