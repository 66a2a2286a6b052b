import { App, Button, Card } from 'antd';
import { usePages, type RowOf } from '../../api/pages';
import { useCodes } from '../../api/reading';
import { useAddress } from '../../shared/address';
import { useWrite } from '../../shared/body/useWrite';
import { minuteOf } from '../../shared/dates';
import type { Column } from '../../shared/list/columns';
import { Filters } from '../../shared/list/Filters';
import { List } from '../../shared/list/List';
import { ProblemAlert } from '../../shared/ProblemAlert';
import { labelIn } from '../../shared/words';
import { CodeTag } from '../../shared/CodeTag';

type Delivery = RowOf<'/api/v1/webhooks/{webhookId}/deliveries'>;

/** What was sent to a webhook, and what became of it; each can be sent once more. */
export const Deliveries = ({ webhookId }: { webhookId: string }) => {
  const address = useAddress();
  const { message } = App.useApp();
  const replaying = useWrite();
  const state = address.list('state') as Delivery['state'][];
  const pages = usePages('/api/v1/webhooks/{webhookId}/deliveries', {
    path: { webhookId },
    query: { limit: 50, ...(state.length === 0 ? {} : { state }) },
  });
  const replay = async (id: string): Promise<void> => {
    const to = `/api/v1/webhooks/${encodeURIComponent(webhookId)}/replay`;
    if ((await replaying.send(to, { deliveryIds: [id] })) === undefined) return;
    void message.success('已重新排队');
  };
  const columns: Column<Delivery>[] = [
    { key: 'at', title: '时间', width: 150, render: ({ createdAt }) => minuteOf(createdAt) },
    { key: 'what', title: '内容', render: ({ template }) => labelIn(pages, 'message-template', template) },
    {
      key: 'state',
      title: '状态',
      width: 110,
      render: (row) => <CodeTag of={pages} list="delivery-state" code={row.state} />,
    },
    { key: 'attempts', title: '次数', width: 70, render: ({ attempts }) => attempts },
    { key: 'sent', title: '推送时间', width: 150, render: ({ sentAt }) => (sentAt === null ? '' : minuteOf(sentAt)) },
    {
      key: 'next',
      title: '下次尝试',
      width: 150,
      wideOnly: true,
      render: ({ nextAt }) => (nextAt === null ? '' : minuteOf(nextAt)),
    },
    { key: 'result', title: '对方的回答', render: ({ result }) => <span className="audit-ref">{result ?? ''}</span> },
    {
      key: 'acts',
      title: '操作',
      width: 110,
      bare: true,
      render: ({ id, canReplay }) =>
        canReplay && (
          <Button size="small" loading={replaying.isSending} onClick={() => void replay(id)}>
            重新推送
          </Button>
        ),
    },
  ];
  return (
    <Card title="推送记录" className="panel-card">
      <ProblemAlert error={replaying.error} />
      <List
        pages={pages}
        columns={columns}
        keyOf={({ id }) => id}
        empty="还没有推送"
        filters={['state']}
        toolbar={
          <>
            <Filters
              filters={[
                { name: 'state', label: '状态', kind: 'choices', options: useCodes('delivery-state'), width: 200 },
              ]}
            />
          </>
        }
      />
    </Card>
  );
};
