import { scopesFor } from '../../domain/people/scopes';
import type { Schema } from '../dto/fields';
import { FIELD_NAMES } from '../dto/field-names';
import type { Dto } from '../parse';
import type { BodyByField, Route, Success } from '../route';
import { fieldsOf, refTo } from './schemas';

const problem = {
  description: '未办理：按 code 和 reason 判断缘由',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

const header = (name: string, description: string, example: string): object => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string' },
  example,
});

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
    const schema = { type: 'object', required: ['file'], properties: { file } };
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema } } } };
  }
  const { body } = route;
  if (body === undefined) return {};
  const schema = typeof body === 'function' ? refTo(body) : variantsOf(body);
  return { requestBody: { required: true, content: { 'application/json': { schema } } } };
};

const contentOf = ({ answer, media }: Success): object => {
  if (answer !== undefined) return { content: { 'application/json': { schema: refTo(answer) } } };
  return media === undefined ? {} : { content: { [media]: { schema: { type: 'string' } } } };
};

const responsesOf = ({ success, others = [] }: Route): Record<string, object> =>
  Object.fromEntries(
    [success, ...others].map((one) => [one.status, { description: one.description, ...contentOf(one) }]),
  );

/** A session, or a token with any one of the scopes named. */
const securityOf = ({ access, token }: Route): object[] =>
  access === 'public'
    ? []
    : [{ session: [] }, ...(token === undefined ? [] : scopesFor(token).map((scope) => ({ bearer: [scope] })))];

/** A name for generated clients, such as `postApiV1CasesCaseIdCommandsVerify`. */
const operationIdOf = ({ method, path }: Route): string =>
  `${method}${path.replace(/[^A-Za-z0-9]+(\w?)/g, (_, next: string) => next.toUpperCase())}`;

/** One route as the document has it. */
export const operationOf = (route: Route): object => ({
  summary: route.summary,
  description: route.description,
  operationId: operationIdOf(route),
  tags: [route.path.split('/')[3] ?? 'operations'],
  security: securityOf(route),
  parameters: parametersOf(route),
  ...bodyOf(route),
  responses: { ...responsesOf(route), default: problem },
});
