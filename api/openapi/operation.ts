import { scopesFor } from '../../domain/people/scopes';
import type { Schema } from '../dto/fields';
import { MOST_ROWS } from '../csv/send';
import { FIELD_NAMES } from '../dto/field-names';
import type { Dto } from '../parse';
import type { BodyByField, Route, Success } from '../route';
import { header } from './header';
import { fieldsOf, refTo, requiredIn } from './schemas';

const text = (description: string): object => ({ description, schema: { type: 'string' } });

const problem = {
  description: '未办理：按 code 和 reason 判断缘由',
  headers: {
    'Retry-After': text('多少秒后再试（409 request-in-progress、429、503、507）'),
    ETag: text('现在的版本（412，以及对既有事项的拒绝）'),
    Allow: text('支持的方法（405）'),
  },
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

/** Lists are one parameter, separated by commas: never repeated. */
const styleOf = (schema: Schema): object => (schema['type'] === 'array' ? { style: 'form', explode: false } : {});

const parametersOf = (route: Route): object[] => [
  ...[...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    description: FIELD_NAMES[name]?.title ?? name,
    schema: { type: 'string' },
  })),
  ...Object.entries(route.query === undefined ? {} : fieldsOf(route.query)).map(([name, schema]) => ({
    name,
    in: 'query',
    required: false,
    description: schema['title'],
    schema,
    ...styleOf(schema),
  })),
  ...(route.key === true
    ? [header('Idempotency-Key', '幂等键：1–128 个可见 ASCII 字符；同一请求重试时用同一个键', 'b6f1c2b0-0d53-4c4e')]
    : []),
  ...(route.access === 'person' && route.method !== 'get'
    ? [
        {
          name: 'X-CSRF-Token',
          in: 'header',
          required: false,
          description: '用 Cookie 会话时必带，值取自 GET /api/v1/me 的 csrfToken；用访问令牌时不需要',
          schema: { type: 'string' },
        },
      ]
    : []),
  ...(route.ifMatch === true ? [header('If-Match', '所依据的版本，即读到的 ETag', '"12"')] : []),
];

/** The classes that a body may be of. */
export const bodyClassesOf = ({ body }: Pick<Route, 'body'>): Dto<object>[] =>
  body === undefined ? [] : typeof body === 'function' ? [body] : [...new Set(Object.values(body.classes))];

const variantsOf = ({ by, classes }: BodyByField): Schema => ({
  oneOf: Object.entries(classes).map(([value, of]) => ({
    title: value,
    allOf: [refTo(of), { type: 'object', properties: { [by]: { const: value } } }],
  })),
});

const bodyOf = (route: Route): object => {
  if (route.multipart === true) {
    const file = { type: 'string', title: '文件', contentMediaType: 'application/octet-stream' };
    const beside = route.beside === undefined ? {} : fieldsOf(route.beside);
    const schema = { type: 'object', required: ['file'], properties: { file, ...beside } };
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema } } } };
  }
  const { body } = route;
  if (body === undefined) return {};
  const schema = typeof body === 'function' ? refTo(body) : variantsOf(body);
  // Where nothing is required, nothing need be sent.
  const required = typeof body !== 'function' || requiredIn(body).length > 0;
  return { requestBody: { required, content: { 'application/json': { schema } } } };
};

const headersOf = ({ versioned }: Success): object =>
  versioned === true ? { headers: { ETag: text('版本，作为下一次办理的 If-Match') } } : {};

const contentOf = (same: readonly Success[], csv?: string): object => {
  const classes = same.flatMap(({ answer }) => answer ?? []).map(refTo);
  const [only] = classes;
  const schema = classes.length > 1 ? { oneOf: classes } : only;
  const json = schema === undefined ? {} : { 'application/json': { schema } };
  const table = csv === undefined ? {} : { 'text/csv': { schema: { type: 'string', description: tableWords(csv) } } };
  const others = same.flatMap(({ media }) => (media === undefined ? [] : [[media, { schema: { type: 'string' } }]]));
  const content = { ...json, ...table, ...(Object.fromEntries(others) as object) };
  return Object.keys(content).length === 0 ? {} : { content };
};

/** What `format=csv` gives. */
const tableWords = (name: string): string =>
  `format=csv 时的“${name}”：UTF-8（带 BOM）、首行为中文列名，编号和代码写作名称，时间为北京时间，行与顺序同 JSON，最多 ${MOST_ROWS} 行；columns 选列并定其顺序，嵌套的写作 nextDue.dueOn`;

/** By status; several answers of one status are told apart by their fields. */
const responsesOf = ({ success, others = [], csv }: Route): Record<string, object> =>
  Object.fromEntries(
    [...Map.groupBy([success, ...others], ({ status }) => status)].map(([status, same]) => [
      status,
      {
        description: same.map(({ description }) => description).join('；'),
        ...Object.assign({}, ...same.map(headersOf)),
        ...contentOf(same, same.includes(success) ? csv : undefined),
      },
    ]),
  );

/** A session, or a token with any one of the scopes named. */
const securityOf = ({ access, token }: Route): object[] =>
  access === 'public'
    ? []
    : [{ session: [] }, ...(token === undefined ? [] : scopesFor(token).map((scope) => ({ bearer: [scope] })))];

/** A name for generated clients, such as `postApiV1CasesCaseIdCommandsVerify`. */
const operationIdOf = ({ method, path }: Route): string =>
  `${method}${path.replace(/[^A-Za-z0-9]+(\w?)/g, (_, next: string) => next.toUpperCase())}`;

/** The collection that it belongs to; what lies outside the versioned API by its first word. */
const tagOf = ({ path }: Route): string => {
  const words = path.split('/').filter((word) => word !== '' && word !== 'api' && word !== 'v1');
  return words[0] ?? 'operations';
};

/** One route as the document has it. */
export const operationOf = (route: Route): object => ({
  summary: route.summary,
  description: route.description,
  operationId: operationIdOf(route),
  tags: [tagOf(route)],
  security: securityOf(route),
  parameters: parametersOf(route),
  ...bodyOf(route),
  responses: { ...responsesOf(route), default: problem },
});
