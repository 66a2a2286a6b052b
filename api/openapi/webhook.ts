import { WebhookMessage } from '../answers/webhook-message';
import { header } from './header';
import { refTo } from './schemas';

const signature = `对原始请求正文的签名：\`t=<发送时刻，自 1970 年起的秒数>,v1=<十六进制的 HMAC-SHA256>\`。密钥是新建推送地址时所给 secret 的字符本身（UTF-8 字节，不作 Base64 解码），对 \`<t>.<正文>\`（正文取收到的原始字节）计算 HMAC-SHA256，与 v1 比较须用定时恒定的比较；t 与本机时间相差超过五分钟的不予接受，以防重放。例：secret 为 \`bihuan-example\`、t 为 \`1764235200\`、正文为 \`{"id":"x"}\` 时，v1 为 \`7b76f6eef2e94edc70025202bd4ff4dbd73c0c663fe2673caa497a5805ba8298\`。`;

/** What this server posts to the addresses under `/api/v1/webhooks`, as OpenAPI 3.1 has it. */
export const webhooks = (): object => ({
  events: {
    post: {
      summary: '事件推送',
      description:
        '一次办理所记的事件，按事项合为一条。收到后以任一 2xx 作答；其他回答和超时（10 秒）会在约两天内逐步拉长间隔重发，410 则停用该地址。可能重复送达，以 Idempotency-Key（即 id）去重；各事项的先后以 seq 为准。',
      operationId: 'webhookEvents',
      tags: ['webhooks'],
      parameters: [
        header('Idempotency-Key', '消息编号，重发时不变', 'f3a1…'),
        header('Bihuan-Signature', signature, 't=1764235200,v1=5f8c…'),
      ],
      requestBody: { required: true, content: { 'application/json': { schema: refTo(WebhookMessage) } } },
      responses: { '2XX': { description: '已收到' }, '410': { description: '不再接收：停用该地址' } },
    },
  },
});
