import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Segmented } from 'antd';
import { Link } from 'react-router';
import { send } from '../../api/client';
import { usePages, type RowOf } from '../../api/pages';
import { useAddress } from '../../shared/address';
import { caseAddress } from '../../shared/case/columns';
import { momentInWords } from '../../shared/dates';
import type { Column } from '../../shared/list/columns';
import { List } from '../../shared/list/List';
import { labelIn } from '../../shared/words';

type Message = RowOf<'/api/v1/notifications'>;

const aboutOf = ({ caseId, escalationId }: Message): string | undefined => {
  if (caseId !== undefined) return caseAddress(caseId);
  return escalationId === undefined ? undefined : `/escalations/${encodeURIComponent(escalationId)}`;
};

/** What one was told: reminders, decisions, papers. */
const NotificationsPage = () => {
  const address = useAddress();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const isAll = address.get('all') !== '';
  const pages = usePages('/api/v1/notifications', { query: { limit: 50, ...(isAll ? {} : { unread: 'true' }) } });

  const markRead = async (notificationIds: string[]): Promise<void> => {
    try {
      await send('POST', '/api/v1/notifications/read', { body: { notificationIds } });
      await queries.invalidateQueries();
    } catch (error) {
      void message.error(error instanceof Error ? error.message : '未能标为已读');
    }
  };
  const unread = pages.rows.filter(({ readAt }) => readAt === null).map(({ notificationId }) => notificationId);

  const columns: Column<Message>[] = [
    { key: 'at', title: '时间', width: 140, render: ({ createdAt }) => momentInWords(createdAt, pages.asOf) },
    { key: 'kind', title: '种类', width: 150, render: ({ template }) => labelIn(pages, 'message-template', template) },
    {
      key: 'text',
      title: '内容',
      bare: true,
      render: (row) => {
        const about = aboutOf(row);
        const what = [row.title, row.number].filter((one) => one !== undefined).join(' · ');
        const words = (
          <>
            <span className={row.readAt === null ? 'unread' : ''}>{row.text}</span>
            {what !== '' && <div className="muted">{what}</div>}
          </>
        );
        return about === undefined ? (
          words
        ) : (
          <Link to={about} onClick={() => void (row.readAt === null && markRead([row.notificationId]))}>
            {words}
          </Link>
        );
      },
    },
    {
      key: 'act',
      title: '操作',
      width: 100,
      bare: true,
      render: ({ notificationId, readAt }) =>
        readAt === null && (
          <Button type="link" size="small" onClick={() => void markRead([notificationId])}>
            标为已读
          </Button>
        ),
    },
  ];

  return (
    <>
      <h1 className="page-title">消息</h1>
      <List
        pages={pages}
        columns={columns}
        keyOf={({ notificationId }) => notificationId}
        empty={isAll ? '没有消息' : '没有未读消息'}
        toolbar={
          <>
            <Segmented
              aria-label="范围"
              options={[
                { value: '', label: '未读' },
                { value: 'yes', label: '全部' },
              ]}
              value={isAll ? 'yes' : ''}
              onChange={(all) => {
                address.set({ all });
              }}
            />
            {unread.length > 0 && <Button onClick={() => void markRead(unread)}>本页全部标为已读</Button>}
          </>
        }
      />
    </>
  );
};

export default NotificationsPage;
