import BellOutlined from '@ant-design/icons/BellOutlined';
import MenuOutlined from '@ant-design/icons/MenuOutlined';
import { Badge, Button, Input, Layout } from 'antd';
import { Link, useNavigate } from 'react-router';
import { addressOf } from '../api/typed';
import { AccountMenu } from './AccountMenu';
import { useMe } from './session';

/** The bar over every page: search over all cases, messages, the own account. */
export const TopBar = ({ onMenu }: { onMenu: () => void }) => {
  const navigate = useNavigate();
  const { unread } = useMe();
  return (
    <Layout.Header className="bar">
      <Button type="text" icon={<MenuOutlined />} aria-label="菜单" onClick={onMenu} />
      <Input.Search
        className="bar-search"
        aria-label="搜索隐患"
        placeholder="搜索编号、地点、责任主体、文号"
        maxLength={100}
        allowClear
        onSearch={(text) => {
          const q = text.trim();
          if (q !== '') void navigate(addressOf('/cases', { query: { q } }));
        }}
      />
      <span className="bar-space" />
      <Link to="/notifications" aria-label={`消息，${String(unread)} 条未读`} title="消息">
        <Badge count={unread} size="small" overflowCount={99}>
          <BellOutlined className="bar-bell" />
        </Badge>
      </Link>
      <AccountMenu />
    </Layout.Header>
  );
};
