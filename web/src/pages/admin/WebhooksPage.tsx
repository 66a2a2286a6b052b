import PlusOutlined from '@ant-design/icons/PlusOutlined';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { usePages, type RowOf } from '../../api/pages';
import { BodyDrawer } from '../../shared/body/BodyDrawer';
import { Once } from '../../shared/body/Once';
import { minuteOf } from '../../shared/dates';
import type { Column } from '../../shared/list/columns';
import { List } from '../../shared/list/List';
import { labelIn } from '../../shared/words';
import { PageHead } from '../registers/PageHead';
import { useTownChoice } from '../registers/towns';
import { Mark } from '../../shared/Mark';

type Webhook = RowOf<'/api/v1/webhooks'>;

export const webhookAddress = (webhookId: string): string => `/admin/webhooks/${encodeURIComponent(webhookId)}`;

export const secretText = '接收方用它核对推送的签名。密钥只显示这一次，请即保存；丢失的可以更换：';

/** Where a town's events are posted. */
const WebhooksPage = () => {
  const pages = usePages('/api/v1/webhooks', {});
  const towns = useTownChoice();
  const [isMaking, setMaking] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const townOf = (townId: string): string =>
    towns.choices?.['townId']?.find((one) => one.const === townId)?.title ?? '本镇';
  const columns: Column<Webhook>[] = [
    {
      key: 'url',
      title: '推送地址',
      bare: true,
      render: ({ webhookId, url }) => <Link to={webhookAddress(webhookId)}>{url}</Link>,
    },
    { key: 'town', title: '镇', width: 120, render: ({ townId }) => townOf(townId) },
    {
      key: 'events',
      title: '事件',
      width: 240,
      render: ({ eventTypes }) =>
        eventTypes.length === 0 ? '全部' : eventTypes.map((one) => labelIn(pages, 'event-type', one)).join('、'),
    },
    {
      key: 'active',
      title: '状态',
      width: 90,
      render: ({ active }) => (active ? <Mark look="done">推送中</Mark> : <Mark look="plain">已停用</Mark>),
    },
    { key: 'created', title: '建立', width: 150, render: ({ createdAt }) => minuteOf(createdAt) },
  ];
  return (
    <>
      <PageHead title="事件推送">
        <Button
          type="primary"
          icon={<PlusOutlined />}
          onClick={() => {
            setMaking(true);
          }}
        >
          新建推送地址
        </Button>
      </PageHead>
      <List
        pages={pages}
        columns={columns}
        keyOf={({ webhookId }) => webhookId}
        empty="还没有推送地址：其他系统要随时得知隐患的变化时，在这里登记它的接收网址"
      />
      {isMaking && (
        <BodyDrawer
          title="新建推送地址"
          intro={<p className="muted">须是公网的 https 网址；内网地址由运维人员在配置中放行。不选事件的推送全部。</p>}
          body="post /api/v1/webhooks"
          adjust={towns}
          submit="新建"
          onDone={(answer) => {
            setSecret((answer as { secret: string }).secret);
          }}
          onClose={() => {
            setMaking(false);
          }}
        />
      )}
      {secret !== null && (
        <Once
          title="签名密钥"
          text={secretText}
          secret={secret}
          onClose={() => {
            setSecret(null);
          }}
        />
      )}
    </>
  );
};

export default WebhooksPage;
