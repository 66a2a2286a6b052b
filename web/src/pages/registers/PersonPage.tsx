import { Card } from 'antd';
import { useMemo } from 'react';
import { Link, useParams } from 'react-router';
import { useRead } from '../../api/reading';
import type { Explained, Schemas } from '../../api/typed';
import { useMe } from '../../app/session';
import { usePageTitle } from '../../app/title';
import { Loaded } from '../../shared/Loaded';
import { labelIn, nameIn } from '../../shared/words';
import { AccountCard } from './AccountCard';
import { PageHead } from './PageHead';
import { PostsCard } from './PostsCard';
import { subjectAddress } from './SubjectsPage';
import { unitAddress } from './unit-address';
import { Mark } from '../../shared/Mark';

type Person = Schemas['PersonReadAnswer'] & Explained;

/** The posts of today, for who does not administer. */
const PostsOfToday = ({ person }: { person: Person }) => (
  <Card title="今日的岗位" className="panel-card">
    {person.posts.length === 0 && <span className="muted">没有岗位</span>}
    {person.posts.map(({ postId, role, bodyId, subjectId, from, to }) => (
      <div key={postId}>
        {bodyId !== undefined && (
          <Link to={bodyId === subjectId ? subjectAddress(bodyId) : unitAddress(bodyId)}>{nameIn(person, bodyId)}</Link>
        )}{' '}
        {labelIn(person, 'role', role)}
        <span className="muted">
          {' '}
          自 {from}
          {to !== undefined && ` 至 ${to}`}
        </span>
      </div>
    ))}
  </Card>
);

const PersonCards = ({ person }: { person: Person }) => {
  const me = useMe();
  const { personId, name, account } = person;
  const known = useMemo(() => ({ personId }), [personId]);
  const names = useMemo(() => ({ [personId]: name }), [personId, name]);
  usePageTitle(name);
  return (
    <>
      <PageHead
        title={
          <>
            {name} {person.disabled === true && <Mark look="bad">账号已停用</Mark>}
          </>
        }
      />
      {person.phone !== undefined && (
        <Card title="联系方式" className="panel-card">
          电话 {person.phone}
        </Card>
      )}
      {me.permissions.includes('manage-people') ? (
        <PostsCard query={known} known={known} names={names} />
      ) : (
        <PostsOfToday person={person} />
      )}
      {account !== undefined && <AccountCard person={person} account={account} />}
    </>
  );
};

/** One person: how to reach him, posts, account. */
const PersonPage = () => {
  const { personId = '' } = useParams();
  const reading = useRead('/api/v1/people/{personId}', { path: { personId } });
  return <Loaded reading={reading}>{(person) => <PersonCards person={person} />}</Loaded>;
};

export default PersonPage;
