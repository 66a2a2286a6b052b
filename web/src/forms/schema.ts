/** One of a closed list, with its name. */
export interface Option {
  const: string | number | boolean;
  title: string;
  description?: string;
  'x-suggested'?: true;
  /** Heading under which it stands. */
  'x-group'?: string;
  /** Only beside certain values of another field. */
  'x-shown-when'?: Conditions;
}

/** Another field has one of these values. */
export interface Condition {
  field: string;
  in: readonly unknown[];
}

/** One of several is enough. */
export type Conditions = Condition | readonly Condition[];

/** A field as a form of the API describes it: JSON Schema 2020-12 with what a form needs besides. */
export interface FieldSchema {
  type?: string | readonly string[];
  title?: string;
  description?: string;
  format?: string;
  /** Known already: not shown, sent. */
  const?: unknown;
  default?: unknown;
  /** Choices, or shapes of which one is filled in. */
  oneOf?: readonly (Option | FieldSchema)[];
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
  'x-shown-when'?: Conditions;
  'x-required-when'?: Conditions;
  /** Of these fields at least one is filled in. */
  allOf?: readonly { anyOf: readonly { required: readonly string[] }[] }[];
  formatMinimum?: string;
  formatMaximum?: string;
  'x-multiline'?: true;
}

/** What somebody has filled in, by field. */
export interface Values {
  readonly [field: string]: unknown;
}

export const isValues = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isOption = (one: Option | FieldSchema): one is Option => one.const !== undefined && one.title !== undefined;

/** The shapes of which one is filled in, where they are no mere choices. */
export const variantsOf = ({ oneOf = [] }: FieldSchema): readonly FieldSchema[] => (oneOf.every(isOption) ? [] : oneOf);

/** Whether a field is shown beside the values of its neighbours. */
export const isShown = (schema: FieldSchema, beside: Values): boolean =>
  schema.const === undefined && (schema['x-shown-when'] === undefined || holds(schema['x-shown-when'], beside));

/** The list of a condition or of several. */
const conditionsIn = (conditions: Conditions): readonly Condition[] =>
  'field' in conditions ? [conditions] : conditions;

/** Whether one of the conditions holds beside these values. */
export const holds = (conditions: Conditions | undefined, beside: Values): boolean =>
  conditions !== undefined && conditionsIn(conditions).some((one) => one.in.includes(beside[one.field]));

/** Whether a field has to be filled in beside the values of its neighbours. */
export const isRequired = (name: string, of: FieldSchema, beside: Values): boolean =>
  of.required?.includes(name) === true || holds(of.properties?.[name]?.['x-required-when'], beside);

/** The values of an object with those that are known already, which conditions look at. */
export const withKnown = ({ properties = {} }: FieldSchema, values: Values): Values => ({
  ...values,
  ...Object.fromEntries(
    Object.entries(properties).flatMap(([name, { const: known }]) => (known === undefined ? [] : [[name, known]])),
  ),
});

/** Those of a list of choices that are offered beside these values. */
export const offered = (options: readonly Option[], beside: Values): Option[] =>
  options.filter((option) => option['x-shown-when'] === undefined || holds(option['x-shown-when'], beside));

/** What a field, or each item of a list, is chosen from; `open` where others may be given as well. */
export const optionsOf = (schema: FieldSchema): { options: readonly Option[]; isOpen: boolean } | undefined => {
  const { oneOf, enum: codes, items, 'x-options': open } = schema;
  if (oneOf?.every(isOption) === true) return { options: oneOf, isOpen: false };
  if (codes !== undefined)
    return { options: codes.map((code) => ({ const: code, title: String(code) })), isOpen: false };
  if (open !== undefined) return { options: open, isOpen: true };
  return items === undefined ? undefined : optionsOf(items);
};

export const hasType = ({ type }: FieldSchema, wanted: string): boolean =>
  type === wanted || (Array.isArray(type) && type.includes(wanted));
