import type { FieldForm, Form } from '../../domain/form';
import { omit } from '../compact';
import type { Schema } from '../dto/fields';
import { fieldsOf, mentioned, requiredIn } from '../openapi/schemas';
import type { Dto } from '../parse';

/** One field of a body: its shape, whether its class asks for it, and what the rules know of it. */
export interface BodyField {
  name: string;
  schema: Schema;
  required: boolean;
  form: FieldForm;
}

const isObject = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A schema with what it mentions in the place of the mention, so that it stands alone. */
const inlined = (schema: Schema): Schema => {
  const of = mentioned(schema);
  if (of !== undefined) return { ...omit(schema, '$ref'), ...shapeOf(of) };
  return isObject(schema['items']) ? { ...schema, items: inlined(schema['items']) } : schema;
};

/** The shape of a class, with what it mentions in place. */
export const shapeOf = (of: Dto<object>): Schema => {
  const required = requiredIn(of);
  const properties = Object.fromEntries(Object.entries(fieldsOf(of)).map(([name, one]) => [name, inlined(one)]));
  return { type: 'object', ...(required.length > 0 ? { required } : {}), properties };
};

/** Asked last, whatever the command: why, with which papers, and why these serve twice. */
const LAST = ['opinion', 'reason', 'attachmentIds', 'reuseReason'];

/** The fields of a body in the order in which a form asks for them. */
export const bodyFields = (of: Dto<object>, { fields }: Form): BodyField[] => {
  const shapes = fieldsOf(of);
  const required = requiredIn(of);
  const first = Object.keys(fields).filter((name) => Object.hasOwn(shapes, name));
  const others = Object.keys(shapes).filter((name) => !first.includes(name));
  const last = LAST.filter((name) => others.includes(name));
  const names = [...first, ...others.filter((name) => !last.includes(name)), ...last];
  return names.map((name) => ({
    name,
    schema: inlined(shapes[name] ?? {}),
    required: required.includes(name),
    form: fields[name] ?? {},
  }));
};

/** The codes of a closed list that the shape itself has. */
export const codesOf = ({ enum: codes }: Schema): string[] =>
  Array.isArray(codes) ? codes.filter((code): code is string => typeof code === 'string') : [];

/** True of what somebody says of the matter: a result, a way; not of who or which is picked. */
export const isStated = (schema: Schema): boolean => codesOf(schema).length > 1;

const holds = (schema: Schema, widget: string): boolean => schema['x-widget'] === widget;
export const isUpload = (schema: Schema): boolean => holds(schema, 'attachment') && schema['type'] === 'array';
export const isDay = ({ format }: Schema): boolean => format === 'date';
export const isMany = ({ type }: Schema): boolean => type === 'array';
