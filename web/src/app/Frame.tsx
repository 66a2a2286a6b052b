import { Drawer, Grid, Layout } from 'antd';
import { useState } from 'react';
import { Outlet } from 'react-router';
import { Banners } from './Banners';
import { useChanges } from './changes';
import { Crumbs } from './Crumbs';
import { MainMenu } from './MainMenu';
import { TitleProvider } from './title';
import { TopBar } from './TopBar';
import { Watermark } from './Watermark';

const Brand = ({ small }: { small: boolean }) => (
  <div className="brand">
    <img src="/icon.svg" alt="" width={28} height={28} />
    {!small && (
      <span>
        闭环<small>隐患整改闭环管理</small>
      </span>
    )}
  </div>
);

/** What stands around every page: menu, bar, banners, breadcrumb, watermark. */
const Frame = () => {
  const isWide = Grid.useBreakpoint().lg !== false;
  useChanges();
  const [isNarrowed, setNarrowed] = useState(false);
  const [isOpen, setOpen] = useState(false);
  return (
    <TitleProvider>
      <a className="skip" href="#content">
        跳到内容
      </a>
      <Layout className="frame">
        {isWide && (
          <Layout.Sider
            className="side"
            width={208}
            collapsedWidth={64}
            collapsed={isNarrowed}
            trigger={null}
            theme="light"
          >
            <Brand small={isNarrowed} />
            <MainMenu />
          </Layout.Sider>
        )}
        <Drawer
          placement="left"
          size={240}
          open={!isWide && isOpen}
          title={<Brand small={false} />}
          rootClassName="side-drawer"
          onClose={() => {
            setOpen(false);
          }}
        >
          <MainMenu
            onGo={() => {
              setOpen(false);
            }}
          />
        </Drawer>
        <Layout>
          <TopBar
            onMenu={() => {
              if (isWide) setNarrowed(!isNarrowed);
              else setOpen(true);
            }}
          />
          <Banners />
          <Layout.Content className="content" id="content" tabIndex={-1}>
            <Crumbs />
            <Outlet />
          </Layout.Content>
        </Layout>
      </Layout>
      <Watermark />
    </TitleProvider>
  );
};

export default Frame;
