import { Button, Result } from 'antd';
import { Link, useRouteError } from 'react-router';

const home = (
  <Link to="/">
    <Button type="primary">回到首页</Button>
  </Link>
);

/** An address that is no page. */
export const NotFoundPage = () => <Result status="404" title="没有这个页面" subTitle="地址可能已变化。" extra={home} />;

/** A page that cannot be shown: its script is gone after an update, or it has a fault. */
export const PageFailed = () => {
  const error = useRouteError();
  const words = error instanceof Error ? error.message : '';
  return (
    <Result
      status="warning"
      title="页面未能显示"
      subTitle={`系统可能刚刚更新，请重新打开本页。${words === '' ? '' : `（${words}）`}`}
      extra={[
        <Button
          key="again"
          type="primary"
          onClick={() => {
            location.reload();
          }}
        >
          重新打开
        </Button>,
        <span key="home">{home}</span>,
      ]}
    />
  );
};
