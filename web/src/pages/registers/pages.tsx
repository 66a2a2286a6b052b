import ApartmentOutlined from '@ant-design/icons/ApartmentOutlined';
import EnvironmentOutlined from '@ant-design/icons/EnvironmentOutlined';
import IdcardOutlined from '@ant-design/icons/IdcardOutlined';
import ShopOutlined from '@ant-design/icons/ShopOutlined';
import TeamOutlined from '@ant-design/icons/TeamOutlined';
import type { Page } from '../../app/pages';

const group = '基础信息';
/** The lists. What a case or a form names is read by everybody who reads those. */
const needs = ['look-up'] as const;

/** The registers: who and what there is in a town. */
export const registerPages: readonly Page[] = [
  {
    path: '/registers/units',
    title: '单位',
    group,
    needs,
    icon: <ApartmentOutlined />,
    load: () => import('./UnitsPage'),
  },
  { path: '/registers/units/:unitId', title: '单位', parent: '/registers/units', load: () => import('./UnitPage') },
  {
    path: '/registers/people',
    title: '人员',
    group,
    needs,
    icon: <TeamOutlined />,
    load: () => import('./PeoplePage'),
  },
  {
    path: '/registers/people/:personId',
    title: '人员',
    parent: '/registers/people',
    load: () => import('./PersonPage'),
  },
  {
    path: '/registers/posts',
    title: '岗位',
    group,
    icon: <IdcardOutlined />,
    needs: ['manage-people', 'confirm-posts'],
    load: () => import('./PostsPage'),
  },
  {
    path: '/registers/subjects',
    title: '责任主体',
    group,
    needs,
    icon: <ShopOutlined />,
    load: () => import('./SubjectsPage'),
  },
  {
    path: '/registers/subjects/:subjectId',
    title: '责任主体',
    parent: '/registers/subjects',
    load: () => import('./SubjectPage'),
  },
  {
    path: '/registers/sites',
    title: '点位',
    group,
    needs,
    icon: <EnvironmentOutlined />,
    load: () => import('./SitesPage'),
  },
  { path: '/registers/sites/:siteId', title: '点位', parent: '/registers/sites', load: () => import('./SitePage') },
];
