import { Breadcrumb } from 'antd';
import { useEffect } from 'react';
import { Link, matchPath, useLocation } from 'react-router';
import { pages, type Page } from './pages';
import { useOwnTitle } from './title';

const chainOf = (page: Page): Page[] => {
  const parent = pages.find(({ path }) => path === page.parent);
  return parent === undefined ? [page] : [...chainOf(parent), page];
};

/** Where one is. */
export const Crumbs = () => {
  const { pathname } = useLocation();
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
      items={chain.map(({ path, title: name }, n) => ({
        key: path,
        title: n === chain.length - 1 ? (own ?? name) : <Link to={path}>{name}</Link>,
      }))}
    />
  );
};
