import { Button, Card } from 'antd';
import { Link, useNavigate } from 'react-router';
import { usePages, type RowOf } from '../../api/pages';
import { useAddress } from '../../shared/address';
import type { Column } from '../../shared/list/columns';
import { Filters } from '../../shared/list/Filters';
import { List } from '../../shared/list/List';
import { labelIn, nameIn } from '../../shared/words';
import { personAddress } from '../registers/postColumns';
import { Mark } from '../../shared/Mark';

type Person = RowOf<'/api/v1/people'>;

/** Everybody's account; what is done to one is on the page of the person. */
export const PeopleWithAccounts = () => {
  const address = useAddress();
  const navigate = useNavigate();
  const pages = usePages('/api/v1/people', { query: { limit: 50, q: address.get('q') } });
  const columns: Column<Person>[] = [
    { key: 'username', title: '用户名', width: 150, render: ({ username }) => username ?? '没有账号' },
    {
      key: 'name',
      title: '姓名',
      bare: true,
      width: 160,
      render: ({ personId, name }) => <Link to={personAddress(personId)}>{name}</Link>,
    },
    {
      key: 'state',
      title: '状态',
      width: 120,
      render: ({ disabled }) => (disabled === true ? <Mark look="bad">已停用</Mark> : <Mark look="done">可登录</Mark>),
    },
    {
      key: 'posts',
      title: '岗位',
      render: ({ posts }) =>
        posts.map(({ bodyId, role }) => `${nameIn(pages, bodyId)} ${labelIn(pages, 'role', role)}`.trim()).join('、') ||
        '没有岗位',
    },
    {
      key: 'acts',
      title: '操作',
      width: 190,
      bare: true,
      render: ({ personId }) => (
        <Button type="link" size="small" onClick={() => void navigate(personAddress(personId))}>
          停用、重置密码、结束登录
        </Button>
      ),
    },
  ];
  return (
    <Card title="全部账号" className="panel-card">
      <Filters filters={[{ name: 'q', label: '姓名', kind: 'search', width: 220 }]} />
      <List pages={pages} columns={columns} keyOf={({ personId }) => personId} filters={['q']} />
    </Card>
  );
};
