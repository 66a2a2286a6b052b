import AlertOutlined from '@ant-design/icons/AlertOutlined';
import AuditOutlined from '@ant-design/icons/AuditOutlined';
import BellOutlined from '@ant-design/icons/BellOutlined';
import CameraOutlined from '@ant-design/icons/CameraOutlined';
import CheckSquareOutlined from '@ant-design/icons/CheckSquareOutlined';
import DashboardOutlined from '@ant-design/icons/DashboardOutlined';
import HomeOutlined from '@ant-design/icons/HomeOutlined';
import ProfileOutlined from '@ant-design/icons/ProfileOutlined';
import type { ComponentType, ReactNode } from 'react';
import { adminPages } from '../pages/admin/pages';
import { registerPages } from '../pages/registers/pages';
import type { Me } from './session';
import type { Waiting } from './waiting';

type Permission = Me['permissions'][number];

/** A page of the console. To add one: write its component with a default export, add its line here. */
export interface Page {
  path: string;
  title: string;
  load(): Promise<{ default: ComponentType }>;
  /** Stands in the menu with this picture. */
  icon?: ReactNode;
  /** Heading of the menu under which it stands. */
  group?: string;
  /** Only for who holds one of these, as `GET /me` lists them: nobody else is led to it, and it says so to him. */
  needs?: readonly Permission[];
  /** Which count is shown at its entry. */
  waiting?: keyof Waiting;
  /** The page that stands before it in the breadcrumb. */
  parent?: string;
}

export const pages: readonly Page[] = [
  { path: '/', title: '首页', icon: <HomeOutlined />, load: () => import('../pages/start/StartPage') },
  {
    path: '/worklist',
    title: '待办',
    icon: <CheckSquareOutlined />,
    needs: ['owe'],
    waiting: 'due',
    load: () => import('../pages/worklist/WorklistPage'),
  },
  {
    path: '/report',
    title: '上报',
    icon: <CameraOutlined />,
    needs: ['upload'],
    load: () => import('../pages/report/ReportPage'),
  },
  {
    path: '/approvals',
    title: '审批',
    icon: <AuditOutlined />,
    needs: ['decide'],
    waiting: 'approvals',
    load: () => import('../pages/approvals/ApprovalsPage'),
  },
  {
    path: '/escalations',
    title: '督办约谈通报',
    icon: <AlertOutlined />,
    needs: ['see-escalations'],
    load: () => import('../pages/escalations/EscalationsPage'),
  },
  {
    path: '/escalations/:escalationId',
    title: '详情',
    parent: '/escalations',
    load: () => import('../pages/escalation/EscalationPage'),
  },
  { path: '/cases', title: '隐患', icon: <ProfileOutlined />, load: () => import('../pages/cases/CasesPage') },
  { path: '/cases/:caseId', title: '隐患详情', parent: '/cases', load: () => import('../pages/case/CasePage') },
  { path: '/desk', title: '工作台', icon: <DashboardOutlined />, load: () => import('../pages/desk/DeskPage') },
  {
    path: '/notifications',
    title: '消息',
    icon: <BellOutlined />,
    waiting: 'unread',
    load: () => import('../pages/notifications/NotificationsPage'),
  },
  ...registerPages,
  ...adminPages,
  { path: '/me', title: '我的账号', load: () => import('../pages/me/MePage') },
];

export const mayOpen = ({ needs }: Page, { permissions }: Me): boolean =>
  needs === undefined || needs.some((one) => permissions.includes(one));
