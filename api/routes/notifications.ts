import { NotificationAnswer, UnreadAnswer } from '../answers/notification';
import { pageOf } from '../answers/page';
import { requireCaller } from '../caller';
import type { AppDeps } from '../deps';
import { ReadNotificationsBody } from '../dto/notifications';
import { NotificationListQuery } from '../dto/queries';
import { pageIn } from '../paging';
import { parseBodyAs } from '../parse';
import { readQuery } from '../query';
import { messagesOf, presentMessages, unreadOf } from '../read/notifications';
import { viewerOf } from '../read/viewer';
import type { Route } from '../route';

/** The box of messages that each person has: 提醒, 催办 and what else he is told. */
export const notificationRoutes = (deps: AppDeps): Route[] => [
  {
    method: 'get',
    path: '/api/v1/notifications',
    summary: '我的消息，新的在前',
    description:
      '提醒、催办、点名和办理结果等发给本人的消息，同一件事每人一条；unread=true 只列未读的。所涉事项本人现在不能查看的，消息只留正文。',
    access: 'person',
    token: 'read',
    query: NotificationListQuery,
    success: { status: 200, description: '消息', answer: pageOf(NotificationAnswer) },
    async handle(request, response) {
      const { unread, ...paging } = readQuery(request, NotificationListQuery);
      const page = pageIn(deps, request, paging, ['instant', 'id']);
      const { personId } = requireCaller(request);
      const rows = await messagesOf(deps, personId, { unread: unread !== undefined, page });
      const present = await presentMessages(deps, await viewerOf(deps, request), rows);
      response.json(page.of(rows, await deps.door.now(), (row) => [row.createdAt, row.idemKey], present));
    },
  },
  {
    method: 'post',
    path: '/api/v1/notifications/read',
    summary: '标为已读',
    description:
      '把本人的消息标为已读，重复标记不改变首次已读的时间；不是本人的或不存在的编号略过。不需要幂等键；访问令牌不能办理。',
    access: 'person',
    body: ReadNotificationsBody,
    success: { status: 200, description: '剩余的未读数', answer: UnreadAnswer },
    async handle(request, response) {
      const { notificationIds } = await parseBodyAs(ReadNotificationsBody, request);
      const { personId } = requireCaller(request);
      await deps.door.readMessages(personId, notificationIds);
      response.json({ unread: await unreadOf(deps, personId) });
    },
  },
];
