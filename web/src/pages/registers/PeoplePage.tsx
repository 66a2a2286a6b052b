import PlusOutlined from '@ant-design/icons/PlusOutlined';
import { Button } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { usePages, type RowOf } from '../../api/pages';
import { useMe } from '../../app/session';
import { useAddress } from '../../shared/address';
import { BodyDrawer } from '../../shared/body/BodyDrawer';
import { Filters } from '../../shared/list/Filters';
import { List } from '../../shared/list/List';
import type { Column } from '../../shared/list/columns';
import { labelIn, nameIn } from '../../shared/words';
import { PageHead } from './PageHead';
import { personAddress } from './postColumns';
import { useTownChoice } from './towns';
import { Mark } from '../../shared/Mark';

type Person = RowOf<'/api/v1/people'>;

/** The people of the towns that somebody reaches, with their posts. */
const PeoplePage = () => {
  const me = useMe();
  const address = useAddress();
  const navigate = useNavigate();
  const towns = useTownChoice();
  const [isMaking, setMaking] = useState(false);
  const administers = me.permissions.includes('manage-people');
  const pages = usePages('/api/v1/people', { query: { limit: 100, q: address.get('q') } });
  const columns: Column<Person>[] = [
    {
      key: 'name',
      title: '姓名',
      width: 160,
      bare: true,
      render: ({ personId, name, disabled }) => (
        <>
          <Link to={personAddress(personId)}>{name}</Link> {disabled === true && <Mark look="plain">账号已停用</Mark>}
        </>
      ),
    },
    ...(administers
      ? [{ key: 'username', title: '用户名', width: 140, render: (row: Person) => row.username ?? '' }]
      : []),
    {
      key: 'posts',
      title: '今日的岗位',
      render: ({ posts }) =>
        posts.length === 0 ? (
          <span className="muted">没有岗位</span>
        ) : (
          posts.map(({ postId, role, bodyId, status }) => (
            <div key={postId}>
              {nameIn(pages, bodyId)} {labelIn(pages, 'role', role)}{' '}
              {status === 'pending' && <Mark look="waiting">待确认</Mark>}
            </div>
          ))
        ),
    },
  ];
  return (
    <>
      <PageHead title="人员">
        {administers && (
          <Button
            type="primary"
            icon={<PlusOutlined />}
            onClick={() => {
              setMaking(true);
            }}
          >
            新建人员
          </Button>
        )}
      </PageHead>
      <Filters filters={[{ name: 'q', label: '姓名', kind: 'search', width: 240 }]} />
      <List pages={pages} columns={columns} keyOf={({ personId }) => personId} filters={['q']} />
      {isMaking && (
        <BodyDrawer
          title="新建人员"
          intro={
            <p className="muted">
              同时建立账号。初始密码请当面交给本人，首次登录须先改掉；新人员还没有岗位，建好后请为其任命岗位。
            </p>
          }
          body="post /api/v1/people"
          adjust={towns}
          submit="新建"
          done="已新建，请任命岗位"
          onDone={(person) => void navigate(personAddress((person as { personId: string }).personId))}
          onClose={() => {
            setMaking(false);
          }}
        />
      )}
    </>
  );
};

export default PeoplePage;
