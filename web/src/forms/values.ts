import {
  hasType,
  isRequired,
  isShown,
  isValues,
  offered,
  optionsOf,
  withKnown,
  type FieldSchema,
  type Values,
} from './schema';

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

/** Of an object in which nothing is filled in: what is known of it. */
const knownOf = ({ properties = {} }: FieldSchema): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(properties).flatMap(([name, { const: known }]) => (known === undefined ? [] : [[name, known]])),
  );

const bodyOfField = (schema: FieldSchema, value: unknown): unknown => {
  if (schema.properties !== undefined && (isValues(value) || schema.required !== undefined)) {
    const values = isValues(value) ? value : {};
    return isEmpty(values) ? knownOf(schema) : bodyOf(schema, values);
  }
  const { items } = schema;
  if (Array.isArray(value) && items?.properties !== undefined)
    return value.map((item: unknown) => bodyOfField(items, item));
  return value;
};

/** What was chosen, without what is offered no more since another field has changed. */
const stillOffered = (schema: FieldSchema, value: unknown, beside: Values): unknown => {
  const choices = optionsOf(schema);
  if (choices === undefined || choices.isOpen) return value;
  const codes: unknown[] = offered(choices.options, beside).map((option) => option.const);
  if (Array.isArray(value)) return value.filter((one) => codes.includes(one));
  return codes.includes(value) ? value : undefined;
};

/** A switch that nobody has touched says no, as it shows. */
const untouched = (schema: FieldSchema, body: unknown): unknown => {
  if (Array.isArray(body)) return [];
  return hasType(schema, 'boolean') ? false : undefined;
};

/** What is sent: known values, what was filled in where it is shown, nothing for what was left empty. */
export const bodyOf = (of: FieldSchema, values: Values): Record<string, unknown> => {
  const { properties = {}, required = [] } = of;
  const beside = withKnown(of, values);
  return Object.fromEntries(
    Object.entries(properties).flatMap(([field, schema]): [string, unknown][] => {
      if (schema.const !== undefined) return [[field, schema.const]];
      if (!isShown(schema, beside)) return [];
      const body = bodyOfField(schema, stillOffered(schema, values[field], beside));
      if (!isEmpty(body)) return [[field, body]];
      const left = required.includes(field) ? untouched(schema, body) : undefined;
      return left === undefined ? [] : [[field, left]];
    }),
  );
};

/** Pointers of required fields that are shown and empty; the API says the same after a sending. */
export const missingIn = (schema: FieldSchema, values: Values, at = ''): string[] => {
  const beside = withKnown(schema, values);
  const fields = Object.entries(schema.properties ?? {}).flatMap(([field, inner]) => {
    if (!isShown(inner, beside)) return [];
    const pointer = `${at}/${field}`;
    const value = stillOffered(inner, values[field], beside);
    if (isEmpty(value)) {
      if (!isRequired(field, schema, beside) || hasType(inner, 'boolean')) return [];
      // Of an object in which nothing is filled in, each field that it needs.
      const within = inner.properties === undefined ? [] : missingIn(inner, {}, pointer);
      return within.length > 0 ? within : [pointer];
    }
    const { items } = inner;
    if (Array.isArray(value) && items?.properties !== undefined)
      return value.flatMap((item: unknown, n) =>
        missingIn(items, isValues(item) ? item : {}, `${pointer}/${String(n)}`),
      );
    return inner.properties === undefined || !isValues(value) ? [] : missingIn(inner, value, pointer);
  });
  return [...fields, ...neitherOf(schema, beside).map((field) => `${at}/${field}`)];
};

/** Fields of which one at least is needed, and none is filled in: the last of each such group. */
const neitherOf = ({ allOf = [] }: FieldSchema, values: Values): string[] =>
  allOf.flatMap(({ anyOf }) => {
    const filled = anyOf.some(({ required }) => required.every((field) => !isEmpty(values[field])));
    return filled ? [] : (anyOf.at(-1)?.required ?? []);
  });
