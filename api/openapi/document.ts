import { longestTokenDays, TOKEN_SCOPES } from '../../domain/people/scopes';
import type { Schema } from '../dto/fields';
import type { Dto } from '../parse';
import { listOfField } from '../present/labels';
import type { Route } from '../route';
import { exampleOf } from './examples';
import { bodyClassesOf, operationOf } from './operation';
import { problemSchema } from './problem-schema';
import { WebhookMessage, WebhookTestMessage } from '../answers/webhook-message';
import { schemasOf } from './schemas';
import { webhooks } from './webhook';

const pathOf = (route: Route): string => route.path.replace(/:(\w+)/g, '{$1}');

const bearerWords = `个人访问令牌（POST /api/v1/tokens）：权限范围为 ${TOKEN_SCOPES.join('、')}，各操作列出所需的一项；默认且最长 ${longestTokenDays} 天有效。账号、令牌、密码和管理类操作只能登录后办理。`;

const about = `隐患整改闭环引擎的接口。

- 时间是带时区的 RFC 3339（回答一律为 UTC），日期是上海的民用日期 \`YYYY-MM-DD\`。
- 写操作带 \`Idempotency-Key\`：同一用户以同一键和同一内容重试，得到逐字节相同的回答；已存的是 2xx、409 和 403 sod-violation 的回答，回答保存若干天（默认 7 天），之后同一键答 410 gone 并给出原 \`caseId\` 或 \`escalationId\`，键不过期，不会重复办理；422、412 不占用键。
- 办理既有事项带 \`If-Match\`，即读到的 \`ETag\`（版本）；版本已变则 412；提醒、逾期等系统事件也使版本增加。
- 用 Cookie 会话写入时另带 \`X-CSRF-Token\`（见 \`GET /api/v1/me\`）；访问令牌不需要。
- \`externalId\` 是对方系统的编号，在一个镇的同一来源内唯一，重复上报答 409 并给出原 \`caseId\`。
- 读取的回答在根部给出中文名称：\`names\` 按编号，\`labels\` 按代码表和代码；字段属于哪个代码表见 \`x-dictionary\`，全部代码见 \`GET /api/v1/dictionary\`。
- 列表用 \`limit\` 与 \`cursor\` 翻页，事件流用 \`after\` 续读；数组参数以逗号分隔，不重复出现。
- 被拒时回答 \`application/problem+json\`，字段的中文名在 \`title\`，可选项来源在 \`x-widget\`。`;

/** A body with fields that nobody knows is refused; an answer may gain fields, and clients ignore what they do not know. */
const closed = (schemas: Record<string, Schema>): Record<string, Schema> =>
  Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      { ...schema, additionalProperties: false, examples: [exampleOf(name, schemas)] },
    ]),
  );

/** A document in which each enumeration says what the dictionary calls the list of its codes. */
const withLists = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one: unknown) => withLists(one)) as T;
  const list = listOfField(value as Schema);
  const inner = Object.entries(value).map(([name, held]: [string, unknown]) => [name, withLists(held)]);
  return { ...(Object.fromEntries(inner) as T), ...(list === undefined ? {} : { 'x-dictionary': list }) };
};

const answersOf = ({ success, others = [] }: Route): Dto<object>[] =>
  [success, ...others].flatMap(({ answer }) => answer ?? []);

/** The OpenAPI 3.1 document, made from the routes that are served and the classes of what they take and answer. */
export const openApiOf = (routes: readonly Route[]): object => {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = pathOf(route);
    paths[path] = { ...paths[path], [route.method]: operationOf(route) };
  }
  const bodies = schemasOf(routes.flatMap(bodyClassesOf));
  const answers = schemasOf([...routes.flatMap(answersOf), WebhookMessage, WebhookTestMessage]);
  return withLists({
    openapi: '3.1.0',
    info: { title: '闭环 Bihuan', version: '1.0.0', description: about },
    paths,
    webhooks: webhooks(),
    components: {
      schemas: { Problem: problemSchema, ...answers, ...closed(bodies) },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'bihuan' },
        bearer: { type: 'http', scheme: 'bearer', description: bearerWords },
      },
    },
  });
};
