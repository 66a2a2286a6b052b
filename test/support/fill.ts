import type { TestPerson } from './open-town';

type Json = Record<string, unknown>;

export interface Choice {
  const: unknown;
  title: string;
  'x-shown-when'?: Condition;
}

export interface Condition {
  field: string;
  in: unknown[];
}

/** A field as a form shows it. */
export interface Property extends Json {
  title?: string;
  type?: string;
  const?: unknown;
  default?: unknown;
  oneOf?: Choice[];
  'x-options'?: Choice[];
  items?: Property;
  properties?: Record<string, Property>;
  required?: string[];
}

export interface FormSchema {
  required: string[];
  properties: Record<string, Property>;
  allOf?: { anyOf: { required: string[] }[] }[];
}

export interface Form {
  command: string;
  act?: string;
  version: number | null;
  allowed: boolean;
  schema: FormSchema;
  warnings: { text: string; field: string | null }[];
}

const conditionsIn = (value: unknown): Condition[] =>
  value === undefined ? [] : Array.isArray(value) ? (value as Condition[]) : [value as Condition];

const holds = (value: unknown, body: Json): boolean =>
  conditionsIn(value).some(({ field, in: values }) => values.includes(body[field]));

/** What may be picked for a field beside what is picked already. */
export const choicesOf = (property: Property, body: Json): Choice[] => {
  const { items } = property;
  const all = property.oneOf ?? property['x-options'] ?? items?.oneOf ?? items?.['x-options'] ?? [];
  // Of several shapes one is written, not picked.
  if (all.some((choice) => !('const' in choice))) return [];
  return all.filter(
    (choice) =>
      'title' in choice &&
      'const' in choice &&
      (choice['x-shown-when'] === undefined || holds(choice['x-shown-when'], body)),
  );
};

const isAsked = (name: string, { required, properties, allOf = [] }: FormSchema, body: Json): boolean => {
  const property = properties[name] ?? {};
  if (required.includes(name) || holds(property['x-required-when'], body)) return true;
  return allOf.some(
    ({ anyOf }) =>
      anyOf.at(-1)?.required.includes(name) === true &&
      !anyOf.some((one) => one.required.some((other) => other in body)),
  );
};

const isShown = (property: Property, body: Json): boolean =>
  property['x-shown-when'] === undefined || holds(property['x-shown-when'], body);

/** What a person would write, who knows no code and no id. */
const written = async (property: Property, person: TestPerson, now: string): Promise<unknown> => {
  const { type, format, minimum } = property;
  if (property['x-widget'] === 'attachment') return person.photos(Math.max(1, Number(property['minItems'] ?? 1)));
  if (format === 'date') return property['formatMinimum'] ?? now.slice(0, 10);
  if (format === 'date-time') return now;
  if (type === 'integer' || type === 'number') return minimum ?? 1;
  if (type === 'boolean') return false;
  if (type === 'array') return [await written(property.items ?? {}, person, now)];
  if (type === 'object') return nested(property, person, now);
  if (property.oneOf !== undefined) return { notNeeded: '现场已断电' };
  return '现场情况如实填写';
};

const nested = async ({ properties = {}, required = [] }: Property, person: TestPerson, now: string): Promise<Json> => {
  const body: Json = {};
  for (const [name, property] of Object.entries(properties))
    if (required.includes(name))
      body[name] = choicesOf(property, body)[0]?.const ?? (await written(property, person, now));
  return body;
};

/**
 * Fills a form in as somebody does who sees no more than the form: what is known and filled in is sent as it is, of a list
 * the first is picked or the one with a title of `titles`, the rest is written and photographed. `found` is what a search
 * of a register has found.
 */
export const fill = async (
  { schema }: Form,
  person: TestPerson,
  { now, titles = [], found = {} }: { now: string; titles?: readonly string[]; found?: Json },
): Promise<Json> => {
  const body: Json = {};
  for (const [name, property] of Object.entries(schema.properties)) {
    const choices = choicesOf(property, body);
    const wanted = choices.find(({ title }) => titles.includes(title));
    const one = (choice: Choice): unknown => (property.type === 'array' ? [choice.const] : choice.const);
    const isKnown = (value: unknown): boolean =>
      choices.length === 0 || property.type === 'array' || choices.some((choice) => choice.const === value);
    if ('const' in property) body[name] = property.const;
    else if (!isShown(property, body)) continue;
    else if (name in found) body[name] = found[name];
    else if (wanted !== undefined) body[name] = one(wanted);
    else if (property.default !== undefined && isKnown(property.default)) body[name] = property.default;
    else if (isAsked(name, schema, body))
      body[name] = choices[0] === undefined ? await written(property, person, now) : one(choices[0]);
  }
  return body;
};
