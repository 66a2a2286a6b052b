import 'reflect-metadata';
import { FIELD_NAMES, type FieldName, type Widget } from './field-names';

const key = Symbol('field name');

/** The Chinese name of a field that means something else here than its name means elsewhere. */
export const Named =
  (title: string, widget?: Widget): PropertyDecorator =>
  (target, property) => {
    Reflect.defineMetadata(key, widget === undefined ? { title } : { title, widget }, target, property);
  };

const isFieldName = (value: unknown): value is FieldName =>
  typeof value === 'object' && value !== null && 'title' in value;

/** The name of a field of a class, its own or that of all fields of its name; undefined for one that nobody has named. */
export const fieldNameOf = (of: { prototype: object }, property: string): FieldName | undefined => {
  const own: unknown = Reflect.getMetadata(key, of.prototype, property);
  if (isFieldName(own)) return own;
  return Object.hasOwn(FIELD_NAMES, property) ? FIELD_NAMES[property] : undefined;
};
