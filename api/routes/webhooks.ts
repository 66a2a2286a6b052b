import { In } from 'typeorm';
import { WebhookRow } from '../../entities/operations.entity';
import { newId } from '../../record/new-id';
import { checkWebhookUrl, type UrlFault } from '../../record/webhook-address';
import { pageOf } from '../answers/page';
import { NewWebhookAnswer, WebhookAnswer, WebhookReadAnswer } from '../answers/webhook';
import { administer, jsonAnswer, sendAnswer } from '../administer';
import type { AppDeps } from '../deps';
import { CreateWebhookBody } from '../dto/registers';
import { parseBodyAs, type Plain } from '../parse';
import { idempotencyKeyOf } from '../preconditions';
import { invalidField, Problem } from '../problem';
import { townFor, viewerOf } from '../read/viewer';
import { webhookOf } from '../read/webhook';
import { requireRight } from '../rights';
import type { Route } from '../route';
import { seal } from '../../record/seal';
import { derivedSecret } from '../session/secrets';
import { requireRightNow } from '../standing';

/** What is wrong with an address, and what to do. */
const faults: Readonly<Record<UrlFault, string>> = {
  'not a URL': '不是有效的网址，请填写完整的 https:// 地址，最长 2000 字',
  'only https': '必须以 https:// 开头',
  'credentials in the URL': '不得含有用户名或密码，请删去“@”及其前面的部分',
  'not an allowed port': '的端口不在允许之列，请使用 443、80、8080 或 8443，其他端口须由运维人员在配置中放行',
  'not a public address': '必须是公网地址，内网地址须由运维人员在配置中放行',
  'not a public name': '必须是公网域名，内网名称须由运维人员在配置中放行',
  'an address of the cloud itself': '是云平台的元数据地址，不得使用，请改填接收方的地址',
};

const hiddenSecret = '*shown-once*';

const present = (row: WebhookRow): Plain<WebhookAnswer> => ({
  webhookId: row.webhookId,
  townId: row.townId,
  url: row.url,
  eventTypes: row.eventTypes,
  active: row.active,
  createdAt: row.createdAt,
});

/** Where a town's events are posted. */
export const webhookRoutes = (deps: AppDeps): Route[] => [
  {
    method: 'get',
    path: '/api/v1/webhooks',
    summary: '事件推送地址',
    description:
      '由系统管理员查看其岗位所及各镇的推送地址，包括停用的（active 为 false：已删除，或接收方以 410 回绝）；不显示签名密钥。',
    access: 'person',
    success: { status: 200, description: '推送地址', answer: pageOf(WebhookAnswer) },
    async handle(request, response) {
      const viewer = await viewerOf(deps, request);
      requireRight(viewer.posts, 'manage-webhooks');
      const rows = await deps.db.getRepository(WebhookRow).findBy({ townId: In(viewer.townIds) });
      response.json({ items: rows.map(present), nextCursor: null, asOf: await deps.door.now() });
    },
  },
  {
    method: 'post',
    path: '/api/v1/webhooks',
    summary: '新建推送地址；签名密钥只显示一次',
    description:
      '由系统管理员办理：该镇隐患和督办等事项的事件从此推送到这个地址，eventTypes 为空的推送全部。地址须为公网的 https 网址，运维人员在配置中另行放行的除外；密钥用来核对推送的签名，请即保存。',
    access: 'person',
    key: true,
    body: CreateWebhookBody,
    success: { status: 201, description: '已新建', answer: NewWebhookAnswer },
    async handle(request, response) {
      const viewer = await viewerOf(deps, request);
      requireRight(viewer.posts, 'manage-webhooks');
      const body = await parseBodyAs(CreateWebhookBody, request);
      const townId = townFor(viewer, body.townId);
      const verdict = checkWebhookUrl(body.url, deps.config.webhookAllow);
      if ('refused' in verdict) throw invalidField('/url', 'address', `推送地址${faults[verdict.refused]}`);
      const { eventTypes = [] } = body;
      const secret = derivedSecret(deps.secretKey, 'webhook', viewer.personId, idempotencyKeyOf(request));
      const answer = await administer(deps, request, {
        action: 'webhook-created',
        townId,
        work: async (tx) => {
          await requireRightNow(tx, viewer.personId, 'manage-webhooks', townId);
          const webhookId = newId();
          const row = { webhookId, townId, url: verdict.url.href, eventTypes, active: true, createdAt: tx.now };
          await tx.insert(WebhookRow, { ...row, secret: seal(deps.secretKey, secret) });
          const shown: NewWebhookAnswer = { ...row, secret: hiddenSecret };
          return { answer: jsonAnswer(201, shown), ref: webhookId, data: { url: row.url }, directoryOf: townId };
        },
      });
      sendAnswer(response, answer, (text) => text.replace(hiddenSecret, secret));
    },
  },
  {
    method: 'get',
    path: '/api/v1/webhooks/:webhookId',
    summary: '一个推送地址',
    description: '由系统管理员查看，停用的也在（active 为 false）；不显示签名密钥，密钥丢失的可以更换。',
    access: 'person',
    success: { status: 200, description: '推送地址', answer: WebhookReadAnswer },
    async handle(request, response) {
      response.json(present(await webhookOf(deps, await viewerOf(deps, request), String(request.params['webhookId']))));
    },
  },
  {
    method: 'delete',
    path: '/api/v1/webhooks/:webhookId',
    summary: '删除推送地址',
    description: '由系统管理员办理：不再向这个地址推送，推送记录仍可查；不能恢复，需要时新建。',
    access: 'person',
    key: true,
    success: { status: 204, description: '已删除' },
    async handle(request, response) {
      const viewer = await viewerOf(deps, request);
      const { webhookId, townId } = await webhookOf(deps, viewer, String(request.params['webhookId']));
      const answer = await administer(deps, request, {
        action: 'webhook-deleted',
        townId,
        work: async (tx) => {
          await requireRightNow(tx, viewer.personId, 'manage-webhooks', townId);
          await tx.update(WebhookRow, { active: false }, { webhookId });
          return { answer: jsonAnswer(204, undefined), ref: webhookId, data: {}, directoryOf: townId };
        },
      });
      sendAnswer(response, answer);
    },
  },
  {
    method: 'post',
    path: '/api/v1/webhooks/:webhookId/secret',
    summary: '更换签名密钥；新密钥只显示一次',
    description: '由系统管理员办理：旧密钥即刻失效，此后的推送（包括重发的）都以新密钥签名。密钥丢失或泄露时用。',
    access: 'person',
    key: true,
    success: { status: 200, description: '已更换', answer: NewWebhookAnswer },
    async handle(request, response) {
      const viewer = await viewerOf(deps, request);
      const row = await webhookOf(deps, viewer, String(request.params['webhookId']));
      const { webhookId, townId } = row;
      const secret = derivedSecret(deps.secretKey, 'webhook', viewer.personId, idempotencyKeyOf(request));
      const answer = await administer(deps, request, {
        action: 'webhook-secret-changed',
        townId,
        work: async (tx) => {
          await requireRightNow(tx, viewer.personId, 'manage-webhooks', townId);
          if (!(await tx.exists(WebhookRow, { webhookId, active: true })))
            throw new Problem('gone', '该推送地址已停用，请新建推送地址。');
          await tx.update(WebhookRow, { secret: seal(deps.secretKey, secret) }, { webhookId });
          const shown: NewWebhookAnswer = { ...present(row), secret: hiddenSecret };
          return { answer: jsonAnswer(200, shown), ref: webhookId, data: {}, directoryOf: townId };
        },
      });
      sendAnswer(response, answer, (text) => text.replace(hiddenSecret, secret));
    },
  },
];
