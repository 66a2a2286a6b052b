import ApiOutlined from '@ant-design/icons/ApiOutlined';
import AuditOutlined from '@ant-design/icons/AuditOutlined';
import BookOutlined from '@ant-design/icons/BookOutlined';
import DashboardOutlined from '@ant-design/icons/DashboardOutlined';
import UserSwitchOutlined from '@ant-design/icons/UserSwitchOutlined';
import type { Page } from '../../app/pages';

const group = '管理';

/** Administration: accounts, policy, what goes out, what was done, how the service is. */
export const adminPages: readonly Page[] = [
  {
    path: '/admin/accounts',
    title: '账号',
    group,
    icon: <UserSwitchOutlined />,
    needs: ['manage-people', 'confirm-posts'],
    load: () => import('./AccountsPage'),
  },
  {
    path: '/admin/packs',
    title: '政策包',
    group,
    icon: <BookOutlined />,
    needs: ['look-up'],
    load: () => import('./PacksPage'),
  },
  {
    path: '/admin/webhooks',
    title: '事件推送',
    group,
    icon: <ApiOutlined />,
    needs: ['manage-webhooks'],
    load: () => import('./WebhooksPage'),
  },
  {
    path: '/admin/webhooks/:webhookId',
    title: '推送地址',
    parent: '/admin/webhooks',
    needs: ['manage-webhooks'],
    load: () => import('./WebhookPage'),
  },
  {
    path: '/admin/audit',
    title: '审计日志',
    group,
    icon: <AuditOutlined />,
    needs: ['read-audit'],
    load: () => import('./AuditPage'),
  },
  {
    path: '/admin/operations',
    title: '运行情况',
    group,
    icon: <DashboardOutlined />,
    needs: ['manage-towns', 'read-audit'],
    load: () => import('./OperationsPage'),
  },
  { path: '/me/tokens', title: '访问令牌', parent: '/me', load: () => import('./TokensPage') },
];
