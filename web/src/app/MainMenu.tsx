import { Badge, Menu, type MenuProps } from 'antd';
import { useEffect, useRef } from 'react';
import { Link, useLocation } from 'react-router';
import { mayOpen, pages, type Page } from './pages';
import { useMe } from './session';
import { useWaiting, type Waiting } from './waiting';

/** What each count counts. */
const COUNTS: Readonly<Record<keyof Waiting, string>> = {
  due: '已逾期和三日内到期',
  approvals: '待我审批',
  unread: '未读',
};

type Items = NonNullable<MenuProps['items']>;

const entryOf = ({ path, title, icon, waiting }: Page, counts: Waiting) => {
  const count = waiting === undefined ? 0 : counts[waiting];
  return {
    key: path,
    icon,
    title,
    label: (
      <Link to={path} className="menu-entry">
        {title}
        {waiting !== undefined && count > 0 && (
          <Badge count={count} overflowCount={999} title={`${COUNTS[waiting]} ${String(count)} 件`} />
        )}
      </Link>
    ),
  };
};

/** The page of the menu that an address belongs to: itself or what it lies under. */
const entryAt = (address: string, entries: readonly Page[]): string | undefined =>
  entries.map(({ path }) => path).find((path) => address === path || address.startsWith(`${path}/`));

/** The pages that somebody may open, in the order of the table, under the headings that it names. */
export const MainMenu = ({ onGo }: { onGo?: () => void }) => {
  const me = useMe();
  const counts = useWaiting();
  const { pathname } = useLocation();
  const entries = pages.filter((page) => page.icon !== undefined && mayOpen(page, me));
  const groups = [...new Set(entries.map(({ group }) => group))];
  const selected = entryAt(pathname, entries);
  const menu = useRef<HTMLElement>(null);
  useEffect(() => {
    menu.current?.querySelector('.ant-menu-item-selected')?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    <nav aria-label="主菜单" ref={menu}>
      <Menu
        mode="inline"
        selectedKeys={selected === undefined ? [] : [selected]}
        {...(onGo === undefined ? {} : { onClick: onGo })}
        items={groups.flatMap((group): Items => {
          const items = entries.filter((page) => page.group === group).map((page) => entryOf(page, counts));
          return group === undefined ? items : [{ type: 'group', key: group, label: group, children: items }];
        })}
      />
    </nav>
  );
};
