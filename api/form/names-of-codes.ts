import type { Schema } from '../dto/fields';
import { namesOfList } from '../present/dictionary';
import { listOfField } from '../present/labels';

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A schema whose codes have their names, `oneOf` in the place of `enum`, whatever it is nested in. */
export const withNames = (schema: Schema): Schema => {
  const { enum: codes, items, properties, ...rest } = schema;
  const names = namesOfList(listOfField(schema) ?? '') ?? {};
  return {
    ...rest,
    ...(Array.isArray(codes)
      ? { oneOf: codes.map((code: unknown) => ({ const: code, title: names[String(code)] ?? code })) }
      : {}),
    ...(isSchema(items) ? { items: withNames(items) } : {}),
    ...(isSchema(properties)
      ? {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, one]) => [name, withNames(one as Schema)]),
          ),
        }
      : {}),
  };
};
