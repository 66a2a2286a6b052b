import { WebhookMessage, WebhookTestMessage } from '../answers/webhook-message';
import type { Dto } from '../parse';
import { header } from './header';
import { refTo } from './schemas';

const signature = `对原始请求正文的签名：\`t=<发送时刻，自 1970 年起的秒数>,v1=<十六进制的 HMAC-SHA256>\`。密钥是新建推送地址时所给 secret 的字符本身（UTF-8 字节，不作 Base64 解码），对 \`<t>.<正文>\`（正文取收到的原始字节）计算 HMAC-SHA256，与 v1 比较须用定时恒定的比较；t 与本机时间相差超过五分钟的不予接受，以防重放。例：secret 为 \`bihuan-example\`、t 为 \`1764235200\`、正文为 \`{"id":"x"}\` 时，v1 为 \`7b76f6eef2e94edc70025202bd4ff4dbd73c0c663fe2673caa497a5805ba8298\`。`;

/** What is the same of every message. */
const posted = (message: Dto<object>, operationId: string, summary: string, description: string): object => ({
  post: {
    summary,
    description,
    operationId,
    tags: ['webhooks'],
    parameters: [
      header('Idempotency-Key', '消息编号，重发时不变', 'f3a1…'),
      header('Bihuan-Signature', signature, 't=1764235200,v1=5f8c…'),
    ],
    requestBody: { required: true, content: { 'application/json': { schema: refTo(message) } } },
    responses: { '2XX': { description: '已收到' }, '410': { description: '不再接收：停用该地址' } },
  },
});

/** What this server posts to the addresses under `/api/v1/webhooks`, as OpenAPI 3.1 has it. */
export const webhooks = (): object => ({
  events: posted(
    WebhookMessage,
    'webhookEvents',
    '事件推送',
    '一次办理所记的事件，按事项合为一条，附办理人和所涉单位的名称；受保护来源的隐患和上报人不指名，其余内容用 GET /api/v1/events 按权限读取。收到后以任一 2xx 作答；其他回答和超时（10 秒）会在约两天内逐步拉长间隔重发，410 则停用该地址。可能重复送达，以 Idempotency-Key（即 id）去重；各事项的先后以 seq 为准。',
  ),
  test: posted(
    WebhookTestMessage,
    'webhookTest',
    '试推送',
    '系统管理员用 POST /api/v1/webhooks/{webhookId}/test 发出，不说明任何事项；作答和重发与事件推送相同。',
  ),
});
