import { App, Card, Descriptions, Empty, Timeline } from 'antd';
import { Link } from 'react-router';
import { useMe } from '../../app/session';
import { PasswordForm } from '../sign-in/NewPassword';
import { minuteOf } from '../../shared/dates';
import { labelIn, nameIn } from '../../shared/words';

/** The own account: posts, what administration did to it, the password. */
const MePage = () => {
  const me = useMe();
  const { message } = App.useApp();
  const { person, posts, permissions, notices } = me;
  return (
    <>
      <h1 className="page-title">我的账号</h1>
      <div className="columns">
        <Card title={person.name} extra={<Link to="/me/tokens">访问令牌</Link>}>
          <Descriptions column={1} size="small">
            <Descriptions.Item label="用户名">{person.username}</Descriptions.Item>
            <Descriptions.Item label="岗位">
              {posts.length === 0 && '今日没有有效的岗位'}
              {posts.map(({ postId, role, bodyId, from, to, certificate }) => (
                <div key={postId}>
                  {nameIn(me, bodyId)} {labelIn(me, 'role', role)}
                  <span className="muted">
                    {' '}
                    自 {from}
                    {to !== undefined && ` 至 ${to}`}
                    {certificate !== undefined && ` · 执法证 ${certificate.number}（至 ${certificate.validTo}）`}
                  </span>
                </div>
              ))}
            </Descriptions.Item>
            <Descriptions.Item label="权限">
              {permissions.map((one) => labelIn(me, 'permission', one)).join('、') || '—'}
            </Descriptions.Item>
          </Descriptions>
        </Card>
        <Card title="修改密码">
          <PasswordForm
            onChanged={() => {
              void message.success('密码已修改，其他设备上的登录和访问令牌已失效');
            }}
          />
        </Card>
        <Card title="管理员对本人账号的办理">
          {notices.length === 0 ? (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="近三十天管理员没有办理过您的账号" />
          ) : (
            <Timeline
              items={notices.map((notice) => ({
                content: (
                  <>
                    {minuteOf(notice.askedAt)} {notice.askedByName ?? '系统'} {labelIn(me, 'account-act', notice.act)}
                    <span className="muted"> {labelIn(me, 'account-act-status', notice.status)}</span>
                  </>
                ),
              }))}
            />
          )}
        </Card>
      </div>
    </>
  );
};

export default MePage;
