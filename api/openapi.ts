import { targetConstructorToSchema } from 'class-validator-jsonschema';
import { longestTokenDays, scopesFor, TOKEN_SCOPES } from '../domain/people/scopes';
import type { Dto } from './parse';
import { PROBLEMS } from './problem';
import type { Route } from './route';

const problem = {
  description: '问题（RFC 9457）',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'instance', 'code', 'errors', 'traceId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string' },
    code: { type: 'string', enum: Object.keys(PROBLEMS) },
    reason: { type: 'string' },
    whoCan: { type: 'array', items: { type: 'string' } },
    caseId: { type: 'string' },
    escalationId: { type: 'string' },
    version: { type: 'integer' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { pointer: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
      },
    },
    traceId: { type: 'string' },
  },
};

const refs = /#\/components\/schemas\/(\w+)/g;

/** Schemas of the DTO classes and of the classes they nest, which are found by name among all DTOs. */
const schemasOf = (dtos: readonly Dto<object>[]): Record<string, unknown> =>
  Object.fromEntries(
    dtos.map((dto) => {
      const schema = targetConstructorToSchema(dto, { refPointerPrefix: '#/components/schemas/' });
      return [dto.name, { ...schema, additionalProperties: false }];
    }),
  );

/** Names of schemas that a document mentions. */
export const mentionedIn = (document: unknown): Set<string> =>
  new Set([...JSON.stringify(document).matchAll(refs)].flatMap((match) => match[1] ?? []));

const header = (name: string, description: string): object => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string' },
});

const parametersOf = (route: Route): object[] => [
  ...[...route.path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  })),
  ...Object.entries(route.query ?? {}).map(([name, { schema, message }]) => ({
    name,
    in: 'query',
    required: false,
    description: message,
    schema,
  })),
  ...(route.key === true ? [header('Idempotency-Key', '1–128 个可见 ASCII 字符')] : []),
  ...(route.ifMatch === true ? [header('If-Match', '所依据的版本，如 "12"')] : []),
];

const bodyOf = (route: Route): object => {
  if (route.multipart === true) {
    const file = { type: 'string', contentMediaType: 'application/octet-stream' };
    const schema = { type: 'object', required: ['file'], properties: { file } };
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema } } } };
  }
  const [first, ...others] = (route.bodies ?? []).map((dto) => ({ $ref: `#/components/schemas/${dto.name}` }));
  if (first === undefined) return {};
  const schema = others.length === 0 ? first : { anyOf: [first, ...others] };
  return { requestBody: { required: others.length === 0, content: { 'application/json': { schema } } } };
};

/** A session, or a token with any one of the scopes named. */
const securityOf = ({ access, token }: Route): object[] =>
  access === 'public'
    ? []
    : [{ session: [] }, ...(token === undefined ? [] : scopesFor(token).map((scope) => ({ bearer: [scope] })))];

const operationOf = (route: Route): object => ({
  summary: route.summary,
  operationId: `${route.method}${route.path.replace(/[^A-Za-z0-9]+(\w?)/g, (_, next: string) => next.toUpperCase())}`,
  tags: [route.path.split('/')[3] ?? 'operations'],
  security: securityOf(route),
  parameters: parametersOf(route),
  ...bodyOf(route),
  responses: { [String(route.success.status)]: { description: route.success.description }, default: problem },
});

const pathOf = (route: Route): string => route.path.replace(/:(\w+)/g, '{$1}');

const bearerWords = `个人访问令牌（POST /api/v1/tokens）：权限范围为 ${TOKEN_SCOPES.join('、')}，各操作列出所需的一项；默认且最长 ${longestTokenDays} 天有效。账号、令牌、密码和管理类操作只能登录后办理。`;

/** The OpenAPI 3.1 document, made from the routes that are served and the classes that validate their bodies. */
export const openApiOf = (routes: readonly Route[], nested: readonly Dto<object>[]): object => {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = pathOf(route);
    paths[path] = { ...paths[path], [route.method]: operationOf(route) };
  }
  const dtos = [...new Set([...routes.flatMap((route) => route.bodies ?? []), ...nested])];
  return {
    openapi: '3.1.0',
    info: { title: '闭环 Bihuan', version: '1.0.0', description: '隐患整改闭环引擎的接口' },
    paths,
    components: {
      schemas: { Problem: problemSchema, ...schemasOf(dtos) },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'bihuan' },
        bearer: { type: 'http', scheme: 'bearer', description: bearerWords },
      },
    },
  };
};
