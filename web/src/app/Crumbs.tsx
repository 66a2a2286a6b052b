import { Breadcrumb } from 'antd';
import { useEffect } from 'react';
import { Link, matchPath, useLocation } from 'react-router';
import { mayOpen, pages, type Page } from './pages';
import { useMe } from './session';
import { useOwnTitle } from './title';

const chainOf = (page: Page): Page[] => {
  const parent = pages.find(({ path }) => path === page.parent);
  return parent === undefined ? [page] : [...chainOf(parent), page];
};

/** A page above: a way to it for who may open it. */
const Before = ({ page: { path, title }, isLink }: { page: Page; isLink: boolean }) =>
  isLink ? <Link to={path}>{title}</Link> : title;

/** Where one is. */
export const Crumbs = () => {
  const { pathname } = useLocation();
  const me = useMe();
  const own = useOwnTitle();
  const page = pages.find(({ path }) => matchPath(path, pathname) !== null);
  const chain = page === undefined ? [] : chainOf(page);
  const title = own ?? page?.title;
  useEffect(() => {
    document.title = title === undefined ? '闭环' : `${title} · 闭环`;
  }, [title]);
  if (chain.length < 2) return null;
  return (
    <Breadcrumb
      className="crumbs"
      items={chain.map((one, n) => ({
        key: one.path,
        title: n === chain.length - 1 ? (own ?? one.title) : <Before page={one} isLink={mayOpen(one, me)} />,
      }))}
    />
  );
};
