import { Allow } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import type { Dto } from '../parse';
import { refTo } from '../openapi/schemas';
import type { Schema } from '../dto/fields';
import type { DictionaryList } from '../present/dictionary';
import type { PackList } from '../present/pack-names';

/*
 * What a field of an answer is. Answers are made by this program and not validated when they are sent: these say what the
 * document says of them, and the tests hold every answer against the document.
 */

/** Says what a field of an answer holds; `schema` is that part of the document. */
export type Shape = PropertyDecorator & { readonly schema: Schema };

const shape = (schema: Schema): Shape => {
  const decorate: PropertyDecorator = (target, key) => {
    Allow()(target, key);
    if (typeof key === 'string') JSONSchema(schema)(target, key);
  };
  return Object.assign(decorate, { schema });
};

/** Text of any length. */
export const Words = (): Shape => shape({ type: 'string' });

/** An id: a ulid, the slug of a unit, a pack. */
export const Ref = (): Shape => shape({ type: 'string' });

/** An instant in UTC, such as `2025-03-14T01:00:00.000Z`. */
export const Instant = (): Shape => shape({ type: 'string', format: 'date-time' });

/** A civil date in Shanghai, such as `2025-03-14`. */
export const Day = (): Shape => shape({ type: 'string', format: 'date' });

/** A whole number. */
export const Count = (): Shape => shape({ type: 'integer' });

/** Any number, such as a degree of longitude. */
export const Amount = (): Shape => shape({ type: 'number' });

export const Yes = (): Shape => shape({ type: 'boolean' });

/** One of a closed list of codes. */
export const Code = (...codes: readonly string[]): Shape => shape({ type: 'string', enum: codes });

/** A code of a list that is no enumeration here, because it grows or is a pack's. */
export const Coded = (list: DictionaryList | PackList): Shape => shape({ type: 'string', 'x-dictionary': list });

/** Always the same value; one of a list where several classes have one each. */
export const Always = (value: string, list?: DictionaryList): Shape =>
  shape({ type: 'string', const: value, ...(list === undefined ? {} : { 'x-dictionary': list }) });

/** An object of this class. */
export const One = (of: Dto<object>): Shape => shape(refTo(of));

/** A refusal or failure, as the document has it. */
export const ProblemShape = (): Shape => shape({ $ref: '#/components/schemas/Problem' });

/** An object of one of these classes. */
export const OneOfThese = (...classes: readonly Dto<object>[]): Shape => shape({ oneOf: classes.map(refTo) });

/** An object whose fields depend on something else, as the description of the field says. */
export const Free = (description: string): Shape => shape({ type: 'object', additionalProperties: true, description });

/** A list of what `of` says. */
export const List = (of: Shape): Shape => shape({ type: 'array', items: of.schema });

/** Names of units, people, subjects and sites by their ids: those that stand in the answer. */
export const NamesById = (): Shape => shape({ type: 'object', additionalProperties: { type: 'string' } });

/** Chinese names of codes by the lists that they are of: those that stand in the answer. */
export const LabelsByCode = (): Shape =>
  shape({
    type: 'object',
    additionalProperties: { type: 'object', additionalProperties: { type: 'string' } },
    description: '代码表 → 代码 → 中文名称；代码表名见各字段的 x-dictionary 和 GET /api/v1/dictionary',
  });

/** What is said beside the ids and codes of an answer, by `answering`. */
export type Explained = 'names' | 'labels';

/** What `of` says, or null. */
export const OrNull = (of: Shape): Shape => {
  const { schema } = of;
  const { type, enum: codes } = schema;
  if (typeof type !== 'string' || 'properties' in schema) return shape({ anyOf: [schema, { type: 'null' }] });
  return shape({
    ...schema,
    type: [type, 'null'],
    ...(Array.isArray(codes) ? { enum: [...(codes as unknown[]), null] } : {}),
  });
};
