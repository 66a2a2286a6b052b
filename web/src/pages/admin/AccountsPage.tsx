import { Card } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { usePages, type RowOf } from '../../api/pages';
import type { Schemas } from '../../api/typed';
import { useMe } from '../../app/session';
import { BodyDrawer } from '../../shared/body/BodyDrawer';
import type { BodyKey } from '../../shared/body/bodies';
import { minuteOf } from '../../shared/dates';
import type { Column } from '../../shared/list/columns';
import { List } from '../../shared/list/List';
import { OfferedActs } from '../../shared/OfferedActs';
import { labelIn, nameIn } from '../../shared/words';
import { PageHead } from '../registers/PageHead';
import { personAddress } from '../registers/postColumns';
import { PeopleWithAccounts } from './PeopleWithAccounts';

type Asked = RowOf<'/api/v1/account-acts'>;
type Decision = Schemas['AccountDecisionAnswer']['act'];

const DECISIONS: Record<Decision, { name: string; body: BodyKey; text: string; danger?: true }> = {
  confirm: {
    name: '确认',
    body: 'post /api/v1/account-acts/{actId}/confirm',
    text: '您是第二人：确认后随即生效。请先向本人或提出人核实。',
  },
  decline: { name: '退回', body: 'post /api/v1/account-acts/{actId}/decline', text: '退回后账号不变。', danger: true },
  withdraw: {
    name: '撤回',
    body: 'post /api/v1/account-acts/{actId}/withdraw',
    text: '撤回后账号不变。',
    danger: true,
  },
};

/** Acts on accounts that wait for a second person: to decide on by who looks, and those that he asked for. */
const Waiting = () => {
  const pages = usePages('/api/v1/account-acts', {});
  const [deciding, setDeciding] = useState<{ decision: Decision; row: Asked } | null>(null);
  const what = ({ act, personId }: Asked): string =>
    `${labelIn(pages, 'account-act', act)}：${nameIn(pages, personId)}`;
  const columns: Column<Asked>[] = [
    { key: 'act', title: '事项', width: 130, bare: true, render: ({ act }) => labelIn(pages, 'account-act', act) },
    {
      key: 'person',
      title: '账号',
      width: 150,
      render: ({ personId }) => <Link to={personAddress(personId)}>{nameIn(pages, personId)}</Link>,
    },
    { key: 'by', title: '提出', render: ({ askedBy, askedAt }) => `${nameIn(pages, askedBy)} ${minuteOf(askedAt)}` },
    {
      key: 'who',
      title: '可确认的岗位',
      render: ({ mayConfirm = [] }) => mayConfirm.map((role) => labelIn(pages, 'role', role)).join('、'),
    },
    {
      key: 'acts',
      title: '操作',
      width: 250,
      bare: true,
      render: (row) => (
        <OfferedActs
          offered={row.acts}
          nameOf={(one) => labelIn(pages, 'account-decision', one)}
          primary="confirm"
          isDangerous={(one) => DECISIONS[one].danger === true}
          onPress={(decision) => {
            setDeciding({ decision, row });
          }}
        />
      ),
    },
  ];
  const chosen = deciding === null ? null : DECISIONS[deciding.decision];
  return (
    <Card title="待第二人确认" className="panel-card">
      <List pages={pages} columns={columns} keyOf={({ actId }) => actId} empty="没有待确认的账号事项" />
      {deciding !== null && chosen !== null && (
        <BodyDrawer
          title={`${chosen.name} ${what(deciding.row)}`}
          intro={<p>{chosen.text}</p>}
          body={chosen.body}
          path={{ actId: deciding.row.actId }}
          submit={chosen.name}
          danger={chosen.danger === true}
          done="已办理"
          onClose={() => {
            setDeciding(null);
          }}
        />
      )}
    </Card>
  );
};

/** Accounts: what waits for a second person, and everybody's for who administers them. */
const AccountsPage = () => {
  const me = useMe();
  return (
    <>
      <PageHead title="账号" />
      <Waiting />
      {me.permissions.includes('manage-people') && <PeopleWithAccounts />}
    </>
  );
};

export default AccountsPage;
