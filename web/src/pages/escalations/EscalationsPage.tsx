import PlusOutlined from '@ant-design/icons/PlusOutlined';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { usePages, type RowOf } from '../../api/pages';
import { useCodes } from '../../api/reading';
import type { At } from '../../api/typed';
import { useMe } from '../../app/session';
import { useAddress } from '../../shared/address';
import { CodeTag } from '../../shared/CodeTag';
import { dueInWords } from '../../shared/TimeLeft';
import { minuteOf } from '../../shared/dates';
import { Lamp } from '../../shared/Lamp';
import type { Column } from '../../shared/list/columns';
import { Filters, namesOf, type Filter } from '../../shared/list/Filters';
import { List } from '../../shared/list/List';
import { labelIn, nameIn } from '../../shared/words';
import '../../style/acts.css';
import { OpenEscalation } from './OpenEscalation';

type Row = RowOf<'/api/v1/escalations'>;
type ListQuery = NonNullable<At<'/api/v1/escalations'>['query']>;
type Facts = Parameters<typeof labelIn>[0] & Parameters<typeof nameIn>[0] & { asOf: string };

const Due = ({ row, facts }: { row: Row; facts: Facts }) => {
  const { nextDueAt: dueAt, nextDueOn: dueOn } = row;
  if (dueAt === null || dueOn === null) return <Lamp code="none" word="没有待办时限" />;
  const isLate = dueAt <= facts.asOf;
  return (
    <Lamp
      code={isLate ? 'red' : 'green'}
      word={`${dueInWords({ dueAt, dueOn }, facts.asOf)}${isLate ? '，已逾期' : ''}`}
    />
  );
};

const columnsOf = (facts: Facts): Column<Row>[] => [
  {
    key: 'due',
    title: '时限',
    fields: ['nextDueOn'],
    width: 230,
    bare: true,
    render: (row) => <Due row={row} facts={facts} />,
  },
  {
    key: 'hazard',
    title: '种类和对象',
    bare: true,
    fields: ['act', 'addressee.name', 'byLadder'],
    render: (row) => (
      <div className="hazard-cell">
        <Link className="hazard-title" to={`/escalations/${encodeURIComponent(row.escalationId)}`}>
          {labelIn(facts, 'escalation-act', row.act)}：{row.addressee.name}
        </Link>
        <div className="muted">
          涉及隐患 {row.caseIds.length} 件，{row.byLadder ? '逾期自动提起' : '人工提请'}
        </div>
      </div>
    ),
  },
  {
    key: 'status',
    title: '状态',
    fields: ['status'],
    width: 110,
    render: (row) => <CodeTag of={facts} list="escalation-status" code={row.status} />,
  },
  {
    key: 'host',
    title: '主办单位',
    fields: ['hostUnitId'],
    width: 170,
    render: (row) => nameIn(facts, row.hostUnitId),
  },
  { key: 'opened', title: '提起时间', fields: ['openedAt'], width: 150, render: (row) => minuteOf(row.openedAt) },
];

/** Every 督办, 约谈 and 通报 that one may read; new ones appear while the list is open. */
const EscalationsPage = () => {
  const address = useAddress();
  const { permissions } = useMe();
  const [isOpening, setOpening] = useState(false);
  const status = address.list('status') as NonNullable<ListQuery['status']>;
  const act = address.get('act') as NonNullable<ListQuery['act']> | '';
  const [caseId, unitId, subjectId] = [address.get('caseId'), address.get('unitId'), address.get('subjectId')];
  const due = address.get('due') as NonNullable<ListQuery['due']> | '';
  const query: ListQuery = {
    limit: 50,
    ...(act === '' ? {} : { act }),
    ...(status.length === 0 ? {} : { status }),
    ...(caseId === '' ? {} : { caseId }),
    ...(unitId === '' ? {} : { unitId }),
    ...(subjectId === '' ? {} : { subjectId }),
    ...(due === '' ? {} : { due }),
  };
  const pages = usePages('/api/v1/escalations', { query });
  const addresseeOf = (id: string): string | undefined =>
    pages.rows.find(({ addressee }) => addressee.unitId === id || addressee.subjectId === id)?.addressee.name;
  const filters: Filter[] = [
    { name: 'act', label: '种类', kind: 'choice', options: useCodes('escalation-act'), width: 120 },
    { name: 'status', label: '状态', kind: 'choices', options: useCodes('escalation-status'), width: 200 },
    { name: 'due', label: '到期', kind: 'choice', options: useCodes('due-span'), width: 140 },
    { name: 'unitId', label: '对象单位', kind: 'pick', of: 'unit', nameOf: addresseeOf, width: 170 },
    { name: 'subjectId', label: '对象责任主体', kind: 'pick', of: 'subject', nameOf: addresseeOf, width: 190 },
  ];
  return (
    <>
      <h1 className="page-title">督办、约谈、通报</h1>
      <Filters filters={filters} />
      <List
        pages={pages}
        columns={columnsOf(pages)}
        keyOf={({ escalationId }) => escalationId}
        table
        filters={[...namesOf(filters), 'caseId']}
        empty="没有督办、约谈或通报；隐患逾期后会按规则自动提起，也可以人工提请"
        toolbar={
          permissions.includes('escalate') && (
            <Button
              type="primary"
              icon={<PlusOutlined />}
              onClick={() => {
                setOpening(true);
              }}
            >
              提请督办、约谈、通报
            </Button>
          )
        }
      />
      {isOpening && (
        <OpenEscalation
          onClose={() => {
            setOpening(false);
          }}
        />
      )}
    </>
  );
};

export default EscalationsPage;
