/** One of a closed list, with its name. */
export interface Option {
  const: string | number | boolean;
  title: string;
  description?: string;
  'x-suggested'?: true;
}

/** A field as a form of the API describes it: JSON Schema 2020-12 with what a form needs besides. */
export interface FieldSchema {
  type?: string | readonly string[];
  title?: string;
  description?: string;
  format?: string;
  /** Known already: not shown, sent. */
  const?: unknown;
  default?: unknown;
  oneOf?: readonly Option[];
  enum?: readonly (string | number | boolean)[];
  items?: FieldSchema;
  properties?: Readonly<Record<string, FieldSchema>>;
  required?: readonly string[];
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  /** What it is picked from: unit, person, site, subject, attachment, date. */
  'x-widget'?: string;
  /** Choices beside which others may be given. */
  'x-options'?: readonly Option[];
  'x-shown-when'?: { field: string; in: readonly unknown[] };
  'x-multiline'?: true;
}

/** What somebody has filled in, by field. */
export interface Values {
  readonly [field: string]: unknown;
}

export const isValues = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a field is shown beside the values of its neighbours. */
export const isShown = (schema: FieldSchema, beside: Values): boolean => {
  if (schema.const !== undefined) return false;
  const condition = schema['x-shown-when'];
  return condition === undefined || condition.in.includes(beside[condition.field]);
};

export const hasType = ({ type }: FieldSchema, wanted: string): boolean =>
  type === wanted || (Array.isArray(type) && type.includes(wanted));
