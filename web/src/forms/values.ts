import { hasType, isShown, isValues, type FieldSchema, type Values } from './schema';

/** What a form begins with: the defaults of the API. */
export const initialValues = ({ properties = {} }: FieldSchema): Values =>
  Object.fromEntries(
    Object.entries(properties).flatMap(([field, schema]): [string, unknown][] => {
      if (schema.default !== undefined) return [[field, schema.default]];
      if (hasType(schema, 'object') && schema.required !== undefined) return [[field, initialValues(schema)]];
      return [];
    }),
  );

export const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0) ||
  (isValues(value) && Object.values(value).every(isEmpty));

const bodyOfField = (schema: FieldSchema, value: unknown): unknown => {
  if (schema.properties !== undefined && (isValues(value) || schema.required !== undefined))
    return bodyOf(schema, isValues(value) ? value : {});
  const { items } = schema;
  if (Array.isArray(value) && items?.properties !== undefined) return value.map((item: unknown) => bodyOfField(items, item));
  return value;
};

/** What is sent: known values, what was filled in where it is shown, nothing for what was left empty. */
export const bodyOf = ({ properties = {}, required = [] }: FieldSchema, values: Values): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(properties).flatMap(([field, schema]): [string, unknown][] => {
      if (schema.const !== undefined) return [[field, schema.const]];
      if (!isShown(schema, values)) return [];
      const body = bodyOfField(schema, values[field]);
      if (isEmpty(body)) return required.includes(field) && Array.isArray(body) ? [[field, []]] : [];
      return [[field, body]];
    }),
  );

/** Pointers of required fields that are shown and empty; the API says the same after a sending. */
export const missingIn = (schema: FieldSchema, values: Values, at = ''): string[] =>
  Object.entries(schema.properties ?? {}).flatMap(([field, inner]) => {
    if (!isShown(inner, values)) return [];
    const pointer = `${at}/${field}`;
    const value = values[field];
    if (isEmpty(value)) return schema.required?.includes(field) === true ? [pointer] : [];
    const { items } = inner;
    if (Array.isArray(value) && items?.properties !== undefined)
      return value.flatMap((item: unknown, n) => missingIn(items, isValues(item) ? item : {}, `${pointer}/${String(n)}`));
    return inner.properties === undefined || !isValues(value) ? [] : missingIn(inner, value, pointer);
  });
