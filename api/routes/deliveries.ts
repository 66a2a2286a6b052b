import type { Request } from 'express';
import { NotificationRow } from '../../entities/ledger.entity';
import { WebhookRow } from '../../entities/operations.entity';
import type { AdminTx } from '../../record/admin';
import { isAhead, isReplayed, mostRequeued, queueTest, requeue } from '../../record/requeue';
import { marks } from '../../record/sql';
import { text } from '../../record/row';
import { DeliveryAnswer, QueuedTestAnswer, ReplayAnswer } from '../answers/delivery';
import { pageOf } from '../answers/page';
import { administer, jsonAnswer, sendAnswer } from '../administer';
import { compact } from '../compact';
import { instantOf } from '../commands/command-body';
import type { AppDeps } from '../deps';
import { DeliveryListQuery } from '../dto/queries';
import { ReplayBody } from '../dto/replay';
import { pageIn } from '../paging';
import { parseBodyAs, type Plain } from '../parse';
import { invalid, invalidField, Problem } from '../problem';
import { readQuery } from '../query';
import { viewerOf } from '../read/viewer';
import { webhookOf } from '../read/webhook';
import type { Route } from '../route';
import { requireRightNow } from '../standing';

/** What the receiver answered is told by status alone: its body could be anybody's secret (bad-input W9). */
const presentDelivery = (row: NotificationRow, isActive: boolean): DeliveryAnswer => ({
  id: row.idemKey,
  streamId: row.streamId,
  seq: row.seq,
  template: row.template,
  state: row.state,
  attempts: row.attempts,
  createdAt: row.createdAt,
  nextAt: row.nextAt,
  sentAt: row.sentAt,
  result: row.providerRef ?? row.lastError,
  canReplay: isActive && isReplayed(row.state),
});

/** @throws Problem 410 where nothing is sent to it any more */
const requireActive = async (tx: AdminTx, webhookId: string): Promise<void> => {
  if (!(await tx.exists(WebhookRow, { webhookId, active: true })))
    throw new Problem('gone', '该推送地址已停用，请新建推送地址。');
};

type Asked = Plain<ReplayBody>;

/** @throws Problem 422 where it says nothing that could be found, or two things at once */
const requireOneWay = ({ after, to, deliveryIds, failedOnly }: Asked): void => {
  const isByTime = after !== undefined || to !== undefined;
  if (deliveryIds !== undefined && (isByTime || failedOnly !== undefined))
    throw invalidField('/deliveryIds', 'conflict', '请只按推送编号、或只按时间和是否失败指定。');
  if (deliveryIds === undefined && after === undefined && failedOnly !== true)
    throw invalidField('/after', 'required', '请给出起始时间、推送编号，或指明只重发失败的。');
};

/** @throws Problem 422 for what has not happened yet, and for an end before its beginning */
const requirePast = ({ after, to }: Asked, now: string): void => {
  const ahead = { after, to };
  const wrong = Object.entries(ahead).flatMap(([field, instant]) =>
    isAhead(instant === undefined ? undefined : instantOf(instant), now)
      ? [{ pointer: `/${field}`, code: 'in-the-future', message: '不能晚于现在，请给出已过去的时间' }]
      : [],
  );
  if (wrong.length > 0) throw invalid(wrong);
  if (after !== undefined && to !== undefined && instantOf(to) < instantOf(after))
    throw invalidField('/to', 'conflict', '截止时间早于起始时间。');
};

/** @throws Problem 422 for a message that was never there, or is another address's */
const requireOwn = async (tx: AdminTx, webhookId: string, ids: readonly string[] | undefined): Promise<void> => {
  if (ids === undefined || ids.length === 0) return;
  const sql = `SELECT idem_key FROM notification WHERE recipient = ? AND channel = 'webhook' AND idem_key IN (${marks(ids)})`;
  const known = (await tx.query(sql, [webhookId, ...ids])).map((row) => text(row, 'idem_key'));
  const wrong = ids.flatMap((id, n) =>
    known.includes(id)
      ? []
      : [
          {
            pointer: `/deliveryIds/${n}`,
            code: 'unknown',
            message: '没有向该地址推送过这条消息，或推送记录已过保存期限',
          },
        ],
  );
  if (wrong.length > 0) throw invalid(wrong);
};

/** What is queued for a webhook, tried and queued again. */
export const deliveryRoutes = (deps: AppDeps): Route[] => {
  const asked = async (request: Request) => {
    const viewer = await viewerOf(deps, request);
    return { viewer, row: await webhookOf(deps, viewer, String(request.params['webhookId'])) };
  };
  return [
    {
      method: 'get',
      path: '/api/v1/webhooks/:webhookId/deliveries',
      summary: '推送记录，新的在前',
      description:
        '由系统管理员查看向该地址的推送及其结果；已送达和已放弃的推送各保留一段时间（默认 30 天、90 天），之后删除。失败的自动重试，state 为 failed-final 的不再重试，可重新推送；对方回答的正文不保存。',
      access: 'person',
      query: DeliveryListQuery,
      success: { status: 200, description: '推送，新的在前', answer: pageOf(DeliveryAnswer) },
      async handle(request, response) {
        const query = readQuery(request, DeliveryListQuery);
        const page = pageIn(deps, request, query, ['instant', 'id']);
        const { webhookId, active } = (await asked(request)).row;
        const find = deps.db
          .getRepository(NotificationRow)
          .createQueryBuilder('n')
          .where("n.recipient = :webhookId AND n.channel = 'webhook'", { webhookId })
          .orderBy('n.createdAt', 'DESC')
          .addOrderBy('n.idemKey', 'DESC')
          .take(page.limit + 1);
        if (query.state !== undefined) find.andWhere('n.state IN (:...states)', { states: query.state });
        if (page.after !== undefined)
          find.andWhere('(n.createdAt < :at OR (n.createdAt = :at AND n.idemKey < :key))', {
            at: page.after[0],
            key: page.after[1],
          });
        const now = await deps.door.now();
        const present = (row: NotificationRow): DeliveryAnswer => presentDelivery(row, active);
        response.json(page.of(await find.getMany(), now, (row) => [row.createdAt, row.idemKey], present));
      },
    },
    {
      method: 'post',
      path: '/api/v1/webhooks/:webhookId/test',
      summary: '试推送',
      description:
        '由系统管理员办理：向该地址推送一条 template 为 test 的消息，签名、重试与正式推送相同，不受 eventTypes 限制；结果见推送记录。',
      access: 'person',
      key: true,
      success: { status: 201, description: '已排队，等待推送', answer: QueuedTestAnswer },
      async handle(request, response) {
        const { viewer, row } = await asked(request);
        const { webhookId, townId } = row;
        const answer = await administer(deps, request, {
          action: 'webhook-tested',
          townId,
          work: async (tx) => {
            await requireRightNow(tx, viewer.personId, 'manage-webhooks', townId);
            await requireActive(tx, webhookId);
            const id = await queueTest(tx, { webhookId, townId });
            return { answer: jsonAnswer(201, { webhookId, id, createdAt: tx.now }), ref: webhookId, data: { id } };
          },
        });
        sendAnswer(response, answer);
      },
    },
    {
      method: 'post',
      path: '/api/v1/webhooks/:webhookId/replay',
      summary: '重新推送',
      description: `由系统管理员办理：把已送达或已放弃的推送重新排队，编号（id）不变，接收方据此去重。按事件时间（after、to，均含）或推送编号（deliveryIds）指定，failedOnly 为 true 的只重发已放弃的；还在排队的照常推送，不重复。一次最多 ${mostRequeued} 条。没有可重发的答 409 nothing-to-replay：推送地址建立之前的事件从未推送，过了保存期限的推送已删除，请用 GET /api/v1/events 读取。`,
      access: 'person',
      key: true,
      body: ReplayBody,
      success: { status: 200, description: '已重新排队', answer: ReplayAnswer },
      async handle(request, response) {
        const { viewer, row } = await asked(request);
        const { webhookId, townId } = row;
        const body = await parseBodyAs(ReplayBody, request);
        requireOneWay(body);
        const after = body.after === undefined ? undefined : instantOf(body.after);
        const to = body.to === undefined ? undefined : instantOf(body.to);
        const { deliveryIds: ids, failedOnly } = body;
        const answer = await administer(deps, request, {
          action: 'webhook-replayed',
          townId,
          work: async (tx) => {
            await requireRightNow(tx, viewer.personId, 'manage-webhooks', townId);
            await requireActive(tx, webhookId);
            requirePast(body, tx.now);
            await requireOwn(tx, webhookId, ids);
            const queued = await requeue(tx, webhookId, { after, to, ids, failedOnly });
            if (queued === 0)
              throw new Problem(
                'conflict',
                '没有可以重新推送的消息：该范围内没有向此地址推送过，或都还在排队，或推送记录已过保存期限。',
                {
                  reason: 'nothing-to-replay',
                },
              );
            if (queued > mostRequeued)
              throw invalidField('/to', 'too-many', `一次最多重新推送 ${mostRequeued} 条，请用 after 和 to 分段办理。`);
            const data = compact({ after, to, ids: ids?.length, failedOnly, queued });
            return { answer: jsonAnswer(200, { webhookId, queued }), ref: webhookId, data };
          },
        });
        sendAnswer(response, answer);
      },
    },
  ];
};
