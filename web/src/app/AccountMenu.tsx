import LogoutOutlined from '@ant-design/icons/LogoutOutlined';
import UserOutlined from '@ant-design/icons/UserOutlined';
import { useQueryClient } from '@tanstack/react-query';
import { App, Avatar, Dropdown } from 'antd';
import { useNavigate } from 'react-router';
import { send } from '../api/client';
import { forgetDrafts } from '../shared/draft';
import { bodyNameOf, useMe } from './session';

/** The own account and the way out. */
export const AccountMenu = () => {
  const me = useMe();
  const { person } = me;
  const body = bodyNameOf(me);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();

  const signOut = async (): Promise<void> => {
    try {
      await send('DELETE', '/api/v1/session');
    } catch (error) {
      void message.error(error instanceof Error ? error.message : '未能退出');
      return;
    }
    forgetDrafts();
    queries.clear();
    await navigate('/sign-in');
  };

  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'me', icon: <UserOutlined />, label: '我的账号', onClick: () => void navigate('/me') },
          { key: 'out', icon: <LogoutOutlined />, label: '退出', onClick: () => void signOut() },
        ],
      }}
    >
      <button type="button" className="account" title="我的账号">
        <Avatar size="small" aria-hidden="true">
          {person.name.slice(-1)}
        </Avatar>
        <span className="account-name">
          {person.name}
          {body !== '' && <small>{body}</small>}
        </span>
      </button>
    </Dropdown>
  );
};
