import { App, Button, Card, Descriptions } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import { useRead } from '../../api/reading';
import type { Explained, Schemas } from '../../api/typed';
import { usePageTitle } from '../../app/title';
import { BodyDrawer } from '../../shared/body/BodyDrawer';
import { Once } from '../../shared/body/Once';
import { useWrite } from '../../shared/body/useWrite';
import { minuteOf } from '../../shared/dates';
import { Loaded } from '../../shared/Loaded';
import { ProblemAlert } from '../../shared/ProblemAlert';
import { labelIn } from '../../shared/words';
import { PageHead } from '../registers/PageHead';
import { Deliveries } from './Deliveries';
import { secretText } from './WebhooksPage';
import { Mark } from '../../shared/Mark';

type Webhook = Schemas['WebhookReadAnswer'] & Explained;

const withoutIds = { leave: ['deliveryIds'] };

const WebhookCards = ({ webhook }: { webhook: Webhook }) => {
  const { message, modal } = App.useApp();
  const writing = useWrite();
  const [isReplaying, setReplaying] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const { webhookId, url, active } = webhook;
  const address = `/api/v1/webhooks/${encodeURIComponent(webhookId)}`;
  usePageTitle(url);

  const test = async (): Promise<void> => {
    if ((await writing.send(`${address}/test`)) !== undefined) void message.success('已排队，结果见下面的推送记录');
  };
  const changeSecret = (): void => {
    void modal.confirm({
      title: '更换签名密钥？',
      content: '旧密钥即刻失效，接收方须改用新密钥核对签名。',
      okText: '更换',
      onOk: async () => {
        const done = await writing.send(`${address}/secret`);
        if (done !== undefined) setSecret((done.answer as { secret: string }).secret);
      },
    });
  };
  const remove = (): void => {
    void modal.confirm({
      title: '删除这个推送地址？',
      content: '不再向它推送，推送记录仍可查；不能恢复，需要时新建。',
      okText: '删除',
      okButtonProps: { danger: true },
      onOk: () => writing.send(address, {}, { method: 'DELETE' }),
    });
  };

  return (
    <>
      <PageHead title="推送地址">
        {active && (
          <>
            <Button onClick={() => void test()} loading={writing.isSending}>
              试推送
            </Button>
            <Button
              onClick={() => {
                setReplaying(true);
              }}
            >
              重新推送
            </Button>
            <Button onClick={changeSecret}>更换密钥</Button>
            <Button danger onClick={remove}>
              删除
            </Button>
          </>
        )}
      </PageHead>
      <ProblemAlert error={writing.error} />
      <Card className="panel-card">
        <Descriptions column={1} size="small">
          <Descriptions.Item label="网址">{url}</Descriptions.Item>
          <Descriptions.Item label="状态">
            {active ? <Mark look="done">推送中</Mark> : <Mark look="plain">已停用：已删除，或接收方答复不再接收</Mark>}
          </Descriptions.Item>
          <Descriptions.Item label="事件">
            {webhook.eventTypes.length === 0
              ? '全部'
              : webhook.eventTypes.map((one) => labelIn(webhook, 'event-type', one)).join('、')}
          </Descriptions.Item>
          <Descriptions.Item label="建立">{minuteOf(webhook.createdAt)}</Descriptions.Item>
        </Descriptions>
      </Card>
      <Deliveries webhookId={webhookId} />
      {isReplaying && (
        <BodyDrawer
          title="重新推送"
          intro={<p>把已推送或已放弃的推送重新排队，编号不变，接收方据此去重。给出起始时间，或只选“失败的”。</p>}
          body="post /api/v1/webhooks/{webhookId}/replay"
          path={{ webhookId }}
          adjust={withoutIds}
          submit="重新推送"
          onDone={(answer) => void message.success(`已重新排队 ${String((answer as { queued: number }).queued)} 条`)}
          onClose={() => {
            setReplaying(false);
          }}
        />
      )}
      {secret !== null && (
        <Once
          title="新的签名密钥"
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

/** One webhook: what goes to it, how that went, its secret. */
const WebhookPage = () => {
  const { webhookId = '' } = useParams();
  const reading = useRead('/api/v1/webhooks/{webhookId}', { path: { webhookId } });
  return <Loaded reading={reading}>{(webhook) => <WebhookCards webhook={webhook as Webhook} />}</Loaded>;
};

export default WebhookPage;
