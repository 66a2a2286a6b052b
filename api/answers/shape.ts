import { Allow } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import type { Dto } from '../parse';
import { refTo } from '../openapi/schemas';
import type { Schema } from '../dto/fields';

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

/** Always the same value. */
export const Always = (value: string): Shape => shape({ type: 'string', const: value });

/** An object of this class. */
export const One = (of: Dto<object>): Shape => shape(refTo(of));

/** An object of one of these classes. */
export const OneOfThese = (...classes: readonly Dto<object>[]): Shape => shape({ oneOf: classes.map(refTo) });

/** An object whose fields depend on something else, as the description of the field says. */
export const Free = (description: string): Shape => shape({ type: 'object', additionalProperties: true, description });

/** A list of what `of` says. */
export const List = (of: Shape): Shape => shape({ type: 'array', items: of.schema });

/** Names of units, people, subjects and sites by their ids: those that stand in the answer. */
export const NamesById = (): Shape => shape({ type: 'object', additionalProperties: { type: 'string' } });

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
